import type {View2D} from '@motion-canvas/2d';
import {all, useScene, waitFor} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {SharedScale} from '../components/shared-scale.ts';
import type {Stage} from '../lesson/stage.ts';
import {useLocale} from '../theme/theme.ts';
import type {FigureGiven, Room} from './figure-kind.ts';
import type {FigureTexts} from './figure-texts.ts';
import {frameFigure} from './frame-figure.ts';
import type {FigureValues, KindName} from './kinds.ts';
import {figureWords} from './words.ts';
import type {FigureWords} from './words.ts';

/** What a picture is drawn of, and where: all of a figure, or one half. */
export interface SideToDraw<V> {
  values: V;
  /** Those of all sides: what is on one scale goes by the largest of them. */
  every: readonly V[];
  words: FigureWords;
  stage: Stage;
  room: Room;
  /** Whether there is no frame around it. */
  isBare: boolean;
  /** Of bars, which are as long for a value on all sides. */
  scale: SharedScale;
}

/** How a kind of figure is drawn. */
export interface FigurePlay<V> {
  /** Title and notes. */
  texts(values: V, words: FigureWords, isBare: boolean): FigureTexts;
  /** Draws one side; where there are two, they play at the same time. */
  draw(side: SideToDraw<V>): ThreadGenerator;
}

/** Seconds that the last picture of a figure that moves stays. */
const LAST_HOLD = 1.5;

/**
 * Play the figure that the variable `figure` gives: in a frame or bare, one picture or two
 * side by side.
 *
 * @param view - The scene's view.
 * @throws Where no values were given, or the title is too long.
 */
export function* playFigure<K extends KindName>(
  view: View2D,
  kind: K,
  {texts, draw}: FigurePlay<FigureValues[K]>,
): ThreadGenerator {
  const {variables} = useScene();
  const given = variables.get<FigureGiven<FigureValues[K]> | null>('figure', null)();
  if (given === null) throw new Error('A figure is drawn by `aim figure`.');
  const words = figureWords(useLocale());
  const {isBare} = given;
  const stages = frameFigure(view, {
    ...{kind, words},
    title: given.title,
    isBare,
    hasGround: variables.get('ground', 'theme')() === 'theme',
    sides: given.sides.map(({name, values}) => ({name, ...texts(values, words, isBare)})),
  });
  const every = given.sides.map(({values}) => values);
  const room = every.length === 1 ? 'whole' : 'half';
  const scale = new SharedScale();
  yield* all(
    ...every.map((values, i) =>
      draw({
        values,
        every,
        words,
        room,
        scale,
        isBare,
        stage: stages[i],
      }),
    ),
  );
  yield* waitFor(LAST_HOLD);
}
