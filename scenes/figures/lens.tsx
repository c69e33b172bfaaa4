import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {tokenLabel} from '../components/token-label.ts';
import {appear} from '../motion/acts.ts';
import {layerName} from '../script/layer-name.ts';
import {explain} from './explain.ts';
import {LensGrid} from './LensGrid.ts';
import {windowNotes} from './notes.ts';
import {spell} from './spell.ts';
import type {LensFigure} from './lens.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'lens', {texts, draw});
});

function texts(
  {tokens, window, rows, layers, fills}: LensFigure,
  words: FigureWords,
): FigureTexts {
  const {hasBytes} = spell([...tokens, ...rows.flatMap(({cells}) => cells)]);
  const isPart = rows.length < layers;
  return {
    title: words[fills ? 'lensFills' : 'lens'],
    notes: [
      ...windowNotes(window, hasBytes, words),
      ...(isPart ? [words.someLayers(rows.length, layers)] : []),
    ],
  };
}

function* draw(side: SideToDraw<LensFigure>): ThreadGenerator {
  const {values, words, stage} = side;
  // The last layer, which the model says, stands at the top.
  const rows = [...values.rows].reverse();
  const grid = new LensGrid({
    rows: rows.map(({after}) => layerName(after, words)),
    columns: spell(values.tokens).tokens.map(tokenLabel),
    cells: rows.map(({cells}) =>
      spell(cells).tokens.map(cell => ({
        label: tokenLabel(cell),
        share: cell.probability,
      })),
    ),
    source: values.source,
  });
  const explains = {kind: 'ramp', ramp: 'share', ends: ['0%', '100%']} as const;
  stage.fill(grid);
  const legend = explain(side, grid, {label: words.probability, explains});
  yield* appear([grid, legend], {seconds: 2});
}
