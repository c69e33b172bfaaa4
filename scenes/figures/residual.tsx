import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {Legend} from '../components/Legend.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {tokenLabel} from '../components/token-label.ts';
import {appear} from '../motion/acts.ts';
import {layerName} from '../script/layer-name.ts';
import {LAST_HOLD} from './hold.ts';
import {windowNotes} from './notes.ts';
import {spell} from './spell.ts';
import {openTensor} from './stored-tensor.ts';
import {useFigure} from './use-figure.ts';

/** Labels of a grid that is looked at from near may be so small, in pixels. */
const LEAST_LABEL = 15;

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(
    view,
    'residual',
    ({tokens, window, rows, layers}, words) => ({
      title: words.lengths,
      notes: [
        ...windowNotes(window, spell(tokens).hasBytes, words),
        ...(rows.length < layers ? [words.someLayers(rows.length, layers)] : []),
      ],
    }),
  );
  const grid = new MatrixGrid({
    values: openTensor(values.lengths),
    ramp: 'weight',
    role: 'residual',
    leastLabel: LEAST_LABEL,
    rows: values.rows.map(row => layerName(row, words)),
    columns: spell(values.tokens).tokens.map(tokenLabel),
  });
  stage.fill(grid);
  const explains = {kind: 'ramp', ramp: 'weight', ends: grid.ends()} as const;
  const legend = stage.rightOf(grid, new Legend({label: words.length, explains}));
  yield* appear([grid, legend]);
  yield* waitFor(LAST_HOLD);
});
