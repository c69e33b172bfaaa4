import {availableParallelism} from 'node:os';

import {UserError} from '../../data-extract/user-error.ts';
import {fileError} from '../file-error.ts';
import {loadCourse} from '../load-course.ts';
import {ROOT} from '../root.ts';
import {listScenes} from '../scene-files.ts';
import {selectScenes} from '../select-scenes.ts';
import {resolveOptions} from './options.ts';
import type {RenderFlags} from './options.ts';
import {renderScenes} from './render-scenes.ts';
import type {RenderOutcome} from './render-plan.ts';

/**
 * Render the scenes that a command line names. Ctrl-C stops the render and leaves only
 * whole files behind.
 *
 * @param selectors - See {@link selectScenes}.
 * @param flags - See {@link RenderFlags}.
 */
export async function renderSelected(
  selectors: readonly string[],
  flags: RenderFlags,
): Promise<RenderOutcome> {
  const course = await loadCourse(ROOT);
  const scenes = selectScenes(await listScenes(ROOT), selectors);
  const options = resolveOptions(flags, scenes, course, availableParallelism());
  const stop = new AbortController();
  const abort = (): void =>
    stop.abort(
      new UserError(
        'stopped',
        'The render was stopped.',
        'Chunks that were finished are kept: the same command goes on from there.',
      ),
    );
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  try {
    return await renderScenes(ROOT, course, options, stop.signal);
  } catch (error) {
    throw fileError(error) ?? error;
  } finally {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  }
}
