import {join} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import type {
  CaptureDeclaration,
  TextDeclaration,
} from '../../data-extract/declare/declaration.ts';
import {COURSE_CONFIG, courseHere} from '../../foundations/course-root.ts';
import {UserError} from '../../foundations/user-error.ts';
import {checkCourse} from './check-course.ts';
import {importModule} from './import-module.ts';
import type {CaptureName} from './scene-files.ts';

/**
 * Reads a module. {@link importModule} reads each once; what lives longer than a command
 * needs another way.
 *
 * @param path - Absolute.
 */
export type LoadModule = (path: string) => Promise<object>;

/** Read the configuration of a course. @throws UserError naming what is wrong in it. */
export async function loadCourse(
  root: string,
  load: LoadModule = importModule,
): Promise<Course> {
  return checkCourse(await importDefault(root, COURSE_CONFIG, load));
}

/** What holds where there is no course: figures draw models that no role names. */
const NO_COURSE: Course = {
  roles: {},
  locales: ['en', 'ko'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 60},
};

/** The course that the current folder is in; where there is none, one without models. */
export async function courseOrNone(): Promise<Course> {
  const root = courseHere();
  return root === null ? NO_COURSE : loadCourse(root);
}

/** Read a capture's declaration. */
export async function loadDeclaration(
  root: string,
  {lesson, scene}: CaptureName,
  load: LoadModule = importModule,
): Promise<CaptureDeclaration | TextDeclaration> {
  return (await importDefault(root, `scenes/${lesson}/${scene}.capture.ts`, load)) as
    CaptureDeclaration | TextDeclaration;
}

async function importDefault(
  root: string,
  file: string,
  load: LoadModule,
): Promise<object> {
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
