import type {Project} from '@motion-canvas/core';
import {editor} from '@motion-canvas/ui';

import './panel.css';
import {placeOfStack} from './scene-error.ts';

/**
 * Open the editor on a lesson. Where its modules cannot be run, the page says why, and
 * tries again when something is saved.
 *
 * @param lesson - Folder of the lesson; what the editor keeps goes by it.
 */
export async function openEditor(
  lesson: string,
  load: () => Promise<{default: Project}>,
): Promise<void> {
  try {
    const {default: project} = await load();
    project.name = lesson;
    editor(project);
  } catch (error) {
    import.meta.hot?.on('vite:beforeUpdate', () => location.reload());
    await showFailure(error, lesson);
  }
}

async function showFailure(error: unknown, lesson: string): Promise<void> {
  const {message, stack} = error instanceof Error ? error : new Error(String(error));
  const place = await placeOfStack(stack ?? '', lesson);
  const note = document.createElement('div');
  note.className = 'aim-note aim-wrong';
  note.dataset.aim = 'problem';
  const code = document.createElement('code');
  code.textContent = place === null ? '' : `${place.file}:${place.line}`;
  const text = document.createElement('span');
  text.textContent = message;
  note.append(code, text);
  document.body.append(note);
}
