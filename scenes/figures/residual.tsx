import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {MatrixGrid} from '../components/MatrixGrid.ts';
import {tokenLabel} from '../components/token-label.ts';
import {appear} from '../motion/acts.ts';
import {layerName} from '../script/layer-name.ts';
import {explain} from './explain.ts';
import {windowNotes} from './notes.ts';
import {spell} from './spell.ts';
import {openTensor} from './stored-tensor.ts';
import type {ResidualFigure} from './residual.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

/** Labels of a grid that is looked at from near may be so small, in pixels. */
const LEAST_LABEL = 15;

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'residual', {texts, draw});
});

const texts = (
  {tokens, window, rows, layers}: ResidualFigure,
  words: FigureWords,
): FigureTexts => ({
  title: words.lengths,
  notes: [
    ...windowNotes(window, spell(tokens).hasBytes, words),
    ...(rows.length < layers ? [words.someLayers(rows.length, layers)] : []),
  ],
});

function* draw(side: SideToDraw<ResidualFigure>): ThreadGenerator {
  const {values, every, words, stage} = side;
  const grid = new MatrixGrid({
    values: openTensor(values.lengths),
    ramp: 'weight',
    limit: Math.max(...every.map(one => longestOf(one))),
    role: 'residual',
    leastLabel: LEAST_LABEL,
    rows: values.rows.map(row => layerName(row, words)),
    columns: spell(values.tokens).tokens.map(tokenLabel),
  });
  stage.fill(grid);
  const explains = {kind: 'ramp', ramp: 'weight', ends: grid.ends()} as const;
  const legend = explain(side, grid, {label: words.length, explains});
  yield* appear([grid, legend]);
}

const longestOf = ({lengths}: ResidualFigure): number =>
  openTensor(lengths).data.reduce((most, one) => Math.max(most, one), 0);
