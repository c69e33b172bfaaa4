import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import type {Course} from '../../data-extract/course/course.ts';
import type {
  CaptureDeclaration,
  TextDeclaration,
} from '../../data-extract/declare/declaration.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {CaptureName} from './scene-files.ts';

/**
 * Reads a module. Node reads each once; what lives longer than a command needs another way.
 *
 * @param path - Absolute.
 */
export type LoadModule = (path: string) => Promise<object>;

const importOnce: LoadModule = path => import(pathToFileURL(path).href);

/** Read `course.config.ts`. */
export async function loadCourse(root: string, load = importOnce): Promise<Course> {
  return (await importDefault(root, 'course.config.ts', load)) as Course;
}

/** Read a capture's declaration. */
export async function loadDeclaration(
  root: string,
  {lesson, scene}: CaptureName,
  load = importOnce,
): Promise<CaptureDeclaration | TextDeclaration> {
  return (await importDefault(root, `scenes/${lesson}/${scene}.capture.ts`, load)) as
    CaptureDeclaration | TextDeclaration;
}

async function importDefault(
  root: string,
  file: string,
  load: LoadModule,
): Promise<unknown> {
  let module: {default?: unknown};
  try {
    module = await load(join(root, file));
  } catch (error) {
    throw new UserError(
      'file-invalid',
      `${file} cannot be read: ${(error as Error).message.split('\n')[0]}`,
      'Correct the file.',
    );
  }
  if (typeof module.default === 'object' && module.default !== null)
    return module.default;
  throw new UserError('file-invalid', `${file} has no default export.`, 'Add one.');
}
