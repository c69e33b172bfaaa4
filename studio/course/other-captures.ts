import {existsSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {basename, resolve} from 'node:path';

import {fileName} from '../../foundations/files/file-name.ts';
import {UserError} from '../../foundations/user-error.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {capturesOf, listScenes} from './scene-files.ts';
import type {SceneName} from './scene-files.ts';
import {selectScenes} from './select-scenes.ts';

/**
 * Ids of the captures in a folder.
 *
 * @param folder - Relative to the root.
 */
export async function capturesIn(root: string, folder: string): Promise<string[]> {
  const lessons = await readdir(resolve(root, folder)).catch(() => []);
  const ids = lessons.map(async lesson => {
    const scenes = await readdir(resolve(root, folder, lesson)).catch(() => []);
    return scenes
      .map(scene => `${lesson}/${scene}`)
      .filter(id => existsSync(resolve(root, folder, id, 'capture.json')));
  });
  return (await Promise.all(ids)).flat().sort();
}

/**
 * What is made with captures from a folder is put into one of the same name.
 *
 * @param folder - Relative to the root.
 * @throws UserError where it has no name, as the root of the system.
 */
export const nameOfOthers = (folder: string): string =>
  fileName(
    basename(resolve(courseRoot(), folder)),
    `The folder ${folder} of captures`,
    'Give another folder.',
  );

/**
 * The scenes that a command line names. With captures from another folder and no scene
 * named, those that have one there: the others would look as they do anyway.
 *
 * @param captures - Folder of captures, relative to the root; `null` for the course's own.
 * @throws UserError for a selector that fits nothing, or a folder without captures.
 */
export async function scenesToShow(
  root: string,
  selectors: readonly string[],
  captures: string | null,
): Promise<SceneName[]> {
  const scenes = selectScenes(await listScenes(root), selectors);
  if (captures === null) return scenes;
  const there = await capturesIn(root, captures);
  const isThere = await Promise.all(
    scenes.map(async scene =>
      (await capturesOf(root, scene)).some(({id}) => there.includes(id)),
    ),
  );
  const shown = scenes.filter((_, i) => isThere[i]);
  if (shown.length === 0) {
    const which = selectors.length > 0 ? ' of these scenes' : '';
    throw new UserError(
      'captures-missing',
      `--captures ${captures} has no capture${which}.`,
      'Make some: npm run extract -- --model role=model prints their folder.',
    );
  }
  return selectors.length > 0 ? scenes : shown;
}
