import {cp, writeFile} from 'node:fs/promises';
import {join, posix} from 'node:path';

import type {ScriptChunk} from '../../vite/script-chunks-plugin.ts';
import {scriptedScene, scriptModule, virtualModule} from '../../vite/lesson-plugin.ts';

/**
 * Copy a bundle and exchange the scripts in it that have changed: a word is seen without
 * building anything. No hash of a bundle depends on scripts, see `hash-closure.ts`.
 *
 * @param root - What names of scenes are relative to.
 * @param scripts - The bundle's files of scripts, by scene.
 * @param changed - Absolute paths of all that has changed.
 * @returns The copy; `null` where something else has changed, too.
 * @throws UserError where a script has a mistake.
 */
export async function renewScripts(
  folder: string,
  root: string,
  scripts: Readonly<Record<string, ScriptChunk>>,
  changed: readonly string[],
): Promise<string | null> {
  const scenes = new Set(
    changed.map(path =>
      scriptedScene(
        virtualModule(posix.relative(root, path.replaceAll('\\', '/'))) ?? '',
      ),
    ),
  );
  const modules: {file: string; code: string}[] = [];
  for (const scene of scenes) {
    if (scene === null || !Object.hasOwn(scripts, scene)) return null;
    const {file, name} = scripts[scene];
    modules.push({file, code: await scriptModule(root, scene, name)});
  }
  const copy = `${folder}.${process.pid}.partial`;
  await cp(folder, copy, {recursive: true});
  for (const {file, code} of modules) await writeFile(join(copy, file), code);
  return copy;
}
