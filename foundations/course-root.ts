import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';

import {ROOT} from './root.ts';
import {UserError} from './user-error.ts';

/** The file that makes a folder a course. */
export const COURSE_CONFIG = 'course.config.ts';

/**
 * The course that a folder belongs to: the nearest folder at or above it that has a
 * `course.config.ts`, with forward slashes on every platform; `null` where there is none.
 *
 * @param folder - Absolute.
 */
export function courseAt(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, COURSE_CONFIG))) return at.replaceAll('\\', '/');
    if (at === dirname(at)) return null;
  }
}

/** The course that commands are about, or `null`: see {@link courseRoot}. */
export const courseHere = (): string | null => courseAt(process.cwd()) ?? courseAt(ROOT);

/**
 * The folder of the course that commands are about: the one around the current folder,
 * else the one that the tool itself is in, as in its repository.
 *
 * @throws UserError where there is none.
 */
export function courseRoot(): string {
  const found = courseHere();
  if (found !== null) return found;
  throw new UserError(
    'course-missing',
    `There is no ${COURSE_CONFIG} in ${process.cwd()} or in a folder above it.`,
    'Go into the folder of a course, or make one: npx aim init my-course',
  );
}

/**
 * The folder for what can be made again: `.cache` of the course. Where there is no course,
 * that of the packages that the tool is installed with.
 */
export function cacheFolder(): string {
  const course = courseHere();
  if (course !== null) return `${course}/.cache`;
  const [around, ...inside] = ROOT.split('/node_modules/');
  return inside.length === 0
    ? `${ROOT}/.cache`
    : `${around}/node_modules/.cache/attention-in-motion`;
}
