import {cp, rename, rmdir, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

import {makeFolder} from '../../foundations/files/make-folder.ts';
import {whatLies} from '../../foundations/files/own.ts';
import {removeCached} from '../../foundations/files/remove-cached.ts';
import {ownPackage} from '../../foundations/root.ts';
import {UserError} from '../../foundations/user-error.ts';
import {extractScenes} from '../course/extract-scenes.ts';
import {newScene} from '../new-scene/new-scene.ts';
import {courseFiles, FIRST} from './course-files.ts';
import {findDecoder} from './find-decoder.ts';
import {ownDependency} from './own-dependency.ts';

/** What of a model's package is not the model. */
const NOT_COPIED = new Set(['package.json', 'reference.safetensors']);

/**
 * Make a course: its files, a lesson with one scene in two languages, its model and its
 * capture. It is there as a whole or not at all.
 *
 * @param course - Where; absolute. Nothing may be there.
 * @param model - See {@link findDecoder}.
 * @param folder - The current folder; absolute.
 * @throws UserError where something is there already, or there is no model.
 */
export async function newCourse(
  course: string,
  model: string | undefined,
  folder: string,
): Promise<void> {
  await refuseTaken(course);
  const decoder = findDecoder(model, folder);
  const {dependencies, devDependencies} = ownPackage();
  const files = courseFiles({
    name: basename(course),
    decoder: decoder.role,
    dependencies: {
      ...versions(dependencies, ['@motion-canvas/2d', '@motion-canvas/core']),
      'attention-in-motion': ownDependency(course, folder),
    },
    devDependencies: versions(devDependencies, ['typescript', 'vitest']),
  });
  const cache = join(dirname(course), '.cache');
  const partial = join(cache, `${basename(course)}.${process.pid}.partial`);
  try {
    for (const [file, text] of Object.entries(files)) {
      await makeFolder(dirname(join(partial, file)));
      await writeFile(join(partial, file), text, {flag: 'wx'});
    }
    if (decoder.copy !== null) {
      const {from, to} = decoder.copy;
      await makeFolder(dirname(join(partial, to)));
      const filter = (path: string): boolean => !NOT_COPIED.has(basename(path));
      await cp(from, join(partial, to), {recursive: true, filter});
    }
    await makeFolder(join(partial, 'scenes'));
    await newScene(partial, FIRST.lesson, FIRST.scene);
    await extractScenes([], {force: false, models: [], root: partial});
    await refuseTaken(course);
    await rename(partial, course);
  } finally {
    await removeCached(partial);
    // Where nothing else is in it, it was made for this.
    await rmdir(cache).catch(() => undefined);
  }
}

async function refuseTaken(course: string): Promise<void> {
  if ((await whatLies(course)) === 'nothing') return;
  throw new UserError(
    'course-exists',
    `${course} is there already.`,
    'Take another name; nothing was written.',
  );
}

const versions = (
  all: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> => Object.fromEntries(names.map(name => [name, all[name]]));
