import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {Tensor} from '../captured/tensor.ts';
import {Bars} from '../components/Bars.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {appear} from '../motion/acts.ts';
import {finePercent, group} from '../script/numbers.ts';
import {LAST_HOLD} from './hold.ts';
import {useFigure} from './use-figure.ts';

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(view, 'parameters', ({total}, words) => ({
    title: words.parametersIn(group(total)),
    notes: [],
  }));
  const {parts, total, source} = values;
  const counts = parts.map(({count}) => count);
  const rows = stage.fill(
    new Rows({
      of: parts.length,
      children: [
        new Names({names: parts.map(({part}) => words.parts[part]), face: 'text'}),
        new Bars({
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
  yield* waitFor(LAST_HOLD);
});
