import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';
import {inCourse} from './scene-files.ts';
import type {SceneName} from './scene-files.ts';

/**
 * The scenes that a command line names.
 *
 * @param all - Every scene there is.
 * @param selectors - Lesson numbers (`09`), lesson folders, scene names or ids; none
 * means the whole course, without what is no lesson of it.
 * @throws UserError for a selector that fits nothing.
 */
export function selectScenes(
  all: readonly SceneName[],
  selectors: readonly string[],
): SceneName[] {
  const chosen = new Set<SceneName>();
  for (const selector of selectors) {
    const found = all.filter(
      ({id, lesson, scene}) =>
        selector === id ||
        selector === lesson ||
        selector === scene ||
        (/^\d{1,2}$/.test(selector) &&
          lesson.startsWith(`${selector.padStart(2, '0')}-`)),
    );
    if (found.length === 0) {
      throw new UserError(
        'scene-unknown',
        `No scene fits "${selector}".${didYouMean(selector, namesOf(all))}`,
        `There are: ${all.map(scene => scene.id).join(', ') || 'none yet'}.`,
      );
    }
    for (const scene of found) chosen.add(scene);
  }
  return all.filter(selectors.length === 0 ? inCourse : scene => chosen.has(scene));
}

/** Everything that a selector may be, but numbers. */
const namesOf = (all: readonly SceneName[]): string[] => [
  ...new Set(all.flatMap(({id, lesson, scene}) => [scene, lesson, id])),
];
