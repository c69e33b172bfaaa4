import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {Tensor} from '../captured/tensor.ts';
import {Bars} from '../components/Bars.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {appear} from '../motion/acts.ts';
import {finePercent, group} from '../script/numbers.ts';
import {PARTS} from './parameters.facts.ts';
import type {ParametersFigure} from './parameters.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'parameters', {texts, draw});
});

const texts = ({total}: ParametersFigure, words: FigureWords): FigureTexts => ({
  title: words.parametersIn(group(total)),
  notes: [],
});

function* draw({
  values,
  every,
  words,
  stage,
  scale,
}: SideToDraw<ParametersFigure>): ThreadGenerator {
  const {total, source} = values;
  const parts = partsOf(values, every);
  const counts = parts.map(({count}) => count);
  const rows = stage.fill(
    new Rows({
      of: parts.length,
      children: [
        new Names({names: parts.map(({part}) => words.parts[part]), face: 'text'}),
        new Bars({
          sharedScale: scale,
          values: Tensor.of(counts, 'part', source),
          limit: 'largest',
          role: 'feedForward',
          title: words.parameters,
          write: (count, i) =>
            `${group(counts[i] ?? count)}  (${finePercent(count / total)})`,
        }),
      ],
    }),
  );
  yield* appear(rows);
}

/** A model's parts; beside another also those that only the other has, with no parameters. */
function partsOf(
  {parts}: ParametersFigure,
  every: readonly ParametersFigure[],
): ParametersFigure['parts'] {
  const known = new Set(every.flatMap(one => one.parts.map(({part}) => part)));
  return PARTS.filter(part => known.has(part)).map(
    part => parts.find(one => one.part === part) ?? {part, count: 0},
  );
}
