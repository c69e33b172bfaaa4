import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import type {Course} from '../data-extract/course/course.ts';
import type {
  CaptureDeclaration,
  TextDeclaration,
} from '../data-extract/declare/declaration.ts';
import {UserError} from '../data-extract/foundations/user-error.ts';
import type {CaptureName} from './scene-files.ts';

/** Read `course.config.ts`. */
export async function loadCourse(root: string): Promise<Course> {
  return (await importDefault(root, 'course.config.ts')) as Course;
}

/** Read a capture's declaration. */
export async function loadDeclaration(
  root: string,
  {lesson, scene}: CaptureName,
): Promise<CaptureDeclaration | TextDeclaration> {
  return (await importDefault(root, `scenes/${lesson}/${scene}.capture.ts`)) as
    CaptureDeclaration | TextDeclaration;
}

async function importDefault(root: string, file: string): Promise<unknown> {
  let module: {default?: unknown};
  try {
    module = (await import(pathToFileURL(join(root, file)).href)) as {default?: unknown};
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
