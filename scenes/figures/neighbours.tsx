import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {Bars} from '../components/Bars.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {appear} from '../motion/acts.ts';
import {group, withDecimals} from '../script/numbers.ts';
import {openTensor} from './stored-tensor.ts';
import type {NeighboursFigure} from './neighbours.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

const cosine = withDecimals(3);

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'neighbours', {texts, draw});
});

const texts = (
  {lists, size, dModel}: NeighboursFigure,
  words: FigureWords,
): FigureTexts => ({
  title: words.nearest(lists.map(({word}) => word)),
  notes: [words.vectors(group(size), dModel)],
});

function* draw({
  values,
  words,
  stage,
  scale,
}: SideToDraw<NeighboursFigure>): ThreadGenerator {
  const isOne = values.lists.length === 1;
  const lists = values.lists.map(
    ({word, nearest, cosines}) =>
      new Rows({
        of: nearest.length,
        ...(isOne ? {} : {title: word}),
        children: [
          new Names({names: nearest}),
          new Bars({
            sharedScale: scale,
            values: openTensor(cosines),
            role: 'score',
            write: cosine,
            ...(isOne ? {title: words.cosine} : {}),
          }),
        ],
      }),
  );
  stage.columns(...lists);
  for (const list of lists) yield* appear(list);
}
