import {UserError} from '../../foundations/user-error.ts';

/** Where a scene goes. */
export interface ScenePlace {
  /** Folder of the lesson, e.g. `09-self-attention`. */
  lesson: string;
  scene: string;
  /** Whether the lesson has to be made. */
  isNewLesson: boolean;
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const LESSON = /^\d{2}-[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Where a scene goes, from what the command line says. Pure.
 *
 * @param lesson - A lesson's number or folder; a folder that is not there is a new lesson.
 * @param lessons - Folders that are there.
 * @throws UserError that names what cannot be a name.
 */
export function placeOf(
  lesson: string,
  scene: string,
  lessons: readonly string[],
): ScenePlace {
  if (!NAME.test(scene) || scene === 'project') {
    const like = likeName(scene);
    throw new UserError(
      'scene-name',
      `"${scene}" cannot be the name of a scene.`,
      `Take small letters, digits and single hyphens${like === '' || like === 'project' ? '' : `, e.g. ${like}`}.`,
    );
  }
  if (/^\d{1,2}$/.test(lesson)) {
    const start = `${lesson.padStart(2, '0')}-`;
    const found = lessons.find(name => name.startsWith(start));
    if (found !== undefined) return {lesson: found, scene, isNewLesson: false};
    throw new UserError(
      'lesson-unknown',
      `There is no lesson ${lesson}.`,
      `Name its folder to make it, e.g. ${start}kv-cache.`,
    );
  }
  if (lessons.includes(lesson)) return {lesson, scene, isNewLesson: false};
  if (!LESSON.test(lesson)) {
    throw new UserError(
      'lesson-name',
      `"${lesson}" cannot be the folder of a lesson.`,
      'Take two digits and a name, e.g. 12-kv-cache.',
    );
  }
  const same = lessons.find(name => name.slice(0, 3) === lesson.slice(0, 3));
  if (same !== undefined) {
    throw new UserError(
      'lesson-name',
      `There is a lesson ${same} already.`,
      `Add the scene to it, or take another number.`,
    );
  }
  return {lesson, scene, isNewLesson: true};
}

/** A name that is near to a text, or an empty one. */
const likeName = (text: string): string =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');

/** `12-kv-cache` as what its `lesson.json` says, the same in every language at first. */
export function lessonInfo(
  lesson: string,
  locales: readonly string[],
): {number: number; title: Record<string, string>} {
  const words = lesson.slice(3).replaceAll('-', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return {
    number: Number(lesson.slice(0, 2)),
    title: Object.fromEntries(locales.map(locale => [locale, title])),
  };
}
