import type {Course} from '../../data-extract/course/course.ts';
import {COURSE_CONFIG} from '../../foundations/course-root.ts';
import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';

const FIELDS = ['roles', 'locales', 'theme', 'video', 'titleCards'];
const THEMES = ['light', 'dark'];
const LOCALE = /^[a-z]{2}$/;

/**
 * What a course says of its looks, as types would have it: nothing checks those of a
 * `course.config.ts` before it is used.
 *
 * @throws UserError naming the field that is wrong.
 */
export function checkCourse(value: object): Course {
  const unknown = Object.keys(value).find(name => !FIELDS.includes(name));
  if (unknown !== undefined) {
    throw wrong(
      `has no field "${unknown}".${didYouMean(unknown, FIELDS)}`,
      `There are ${FIELDS.join(', ')}.`,
    );
  }
  const {roles, locales, theme, video} = value as Partial<Record<keyof Course, unknown>>;
  if (!isObject(roles))
    throw wrong('needs "roles".', "Write roles: {decoder: {path: '...'}}.");
  if (!Array.isArray(locales) || locales.length === 0 || !locales.every(isLocale)) {
    throw wrong(
      'needs "locales", each of two letters.',
      "Write the languages of the scripts, e.g. locales: ['en', 'ko'].",
    );
  }
  if (!THEMES.includes(theme as string)) {
    throw wrong(
      `has the theme ${JSON.stringify(theme)}.${didYouMean(String(theme), THEMES)}`,
      `Write one of ${THEMES.join(', ')}.`,
    );
  }
  const {width, height, fps} = (video ?? {}) as Partial<Record<string, unknown>>;
  if (![width, height].every(isSize) || !(Number(fps) >= 1 && Number(fps) <= 240)) {
    throw wrong(
      'needs "video" with "width", "height" and "fps".',
      'Write e.g. video: {width: 1920, height: 1080, fps: 60}: whole pixels from 16 to 7680, and 1 to 240 frames a second.',
    );
  }
  return value as Course;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

const isLocale = (value: unknown): boolean =>
  typeof value === 'string' && LOCALE.test(value);

const isSize = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 16 && Number(value) <= 7680;

const wrong = (what: string, remedy: string): UserError =>
  new UserError('course', `${COURSE_CONFIG} ${what}`, remedy);
