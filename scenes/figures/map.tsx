import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {Points} from '../components/Points.ts';
import type {Point} from '../components/box.ts';
import {reachOf} from '../components/point-places.ts';
import {appear} from '../motion/acts.ts';
import {label} from '../motion/verbs.ts';
import {group} from '../script/numbers.ts';
import {openTensor} from './stored-tensor.ts';
import type {MapFigure} from './map.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'map', {texts, draw});
});

const texts = (
  {words: names, layout, dModel}: MapFigure,
  words: FigureWords,
): FigureTexts => ({
  title: words.mapOf(group(names.length)),
  notes: [words.flat[layout](dModel)],
});

function* draw({values, every, stage}: SideToDraw<MapFigure>): ThreadGenerator {
  const points = stage.fill(
    new Points({
      names: values.words,
      places: openTensor(values.places),
      reach: reachOfAll(every),
      // Where there is no room for all names, those that are asked for come first.
      loud: [...values.asked, ...values.near],
    }),
  );
  yield* all(appear(points), label(points));
}

/** Half of what the largest of the maps takes: a unit is as long on all of them. */
function reachOfAll(every: readonly MapFigure[]): Point {
  const reaches = every.map(({words, places}) =>
    reachOf(openTensor(places), [...words.keys()]),
  );
  return {
    x: Math.max(...reaches.map(({x}) => x)),
    y: Math.max(...reaches.map(({y}) => y)),
  };
}
