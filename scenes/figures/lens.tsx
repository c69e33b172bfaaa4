import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {Legend} from '../components/Legend.ts';
import {tokenLabel} from '../components/token-label.ts';
import {appear} from '../motion/acts.ts';
import {layerName} from '../script/layer-name.ts';
import {LensGrid} from './LensGrid.ts';
import {LAST_HOLD} from './hold.ts';
import {windowNotes} from './notes.ts';
import {spell} from './spell.ts';
import {useFigure} from './use-figure.ts';

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(
    view,
    'lens',
    ({tokens, window, rows, layers}, words) => {
      const {hasBytes} = spell([...tokens, ...rows.flatMap(({cells}) => cells)]);
      const isPart = rows.length < layers;
      return {
        title: words.lens,
        notes: [
          ...windowNotes(window, hasBytes, words),
          ...(isPart ? [words.someLayers(rows.length, layers)] : []),
        ],
      };
    },
  );
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
  const legend = new Legend({label: words.probability, explains});
  stage.columns(grid, legend);
  yield* appear([grid, legend], {seconds: 2});
  yield* waitFor(LAST_HOLD);
});
