import type {Course} from '../../../data-extract/course/course.ts';
import type {LessonInfo} from '../../../scenes/script/script.ts';
import type {Card} from '../../../scenes/title-card/card.ts';
import {sceneOf} from '../../course/scene-files.ts';
import type {SceneName} from '../../course/scene-files.ts';
import type {Play} from './unit.ts';

/** The scene that draws the title cards of all lessons. */
export const CARD_SCENE: SceneName = sceneOf('title-card/title-card');

/**
 * The lessons that are rendered whole and get a title card. Pure.
 *
 * @param all - Every scene that there is.
 * @param chosen - Those that are rendered.
 */
export function lessonsWithCards(
  {titleCards = true}: Pick<Course, 'titleCards'>,
  all: readonly SceneName[],
  chosen: readonly SceneName[],
): string[] {
  if (!titleCards || !all.some(({id}) => id === CARD_SCENE.id)) return [];
  const ids = new Set(chosen.map(({id}) => id));
  const lessons = new Set(chosen.map(({lesson}) => lesson));
  return [...lessons].filter(lesson =>
    all.every(scene => scene.lesson !== lesson || ids.has(scene.id)),
  );
}

/**
 * What the card of a lesson says; `null` for what is no lesson of the course. Pure.
 *
 * @param asked - Titles of its scenes in order, values filled in; `null` for one without.
 */
export function cardOf(
  {number, title, role}: LessonInfo,
  locale: string,
  asked: readonly (string | null)[],
): Card | null {
  if (number === null) return null;
  const questions = asked.filter(question => question !== null);
  return {number, title: title[locale], role: role ?? null, questions};
}

/** The scene of the cards as the card of one lesson. Pure. */
export function cardPlay(play: Play, lesson: string, card: Card): Play {
  const {request, identity} = play;
  return {
    ...play,
    name: play.name.replace(CARD_SCENE.id, `${lesson} title card`),
    identity: {...identity, scene: `${lesson}/${CARD_SCENE.scene}`},
    request: {...request, variables: {...request.variables, card}},
  };
}
