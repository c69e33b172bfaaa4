import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {Bars} from '../components/Bars.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {appear} from '../motion/acts.ts';
import {group, withDecimals} from '../script/numbers.ts';
import {LAST_HOLD} from './hold.ts';
import {openTensor} from './stored-tensor.ts';
import {useFigure} from './use-figure.ts';

const cosine = withDecimals(3);

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(
    view,
    'neighbours',
    ({lists, size, dModel}, words) => ({
      title: words.nearest(lists.map(({word}) => word)),
      notes: [words.vectors(group(size), dModel)],
    }),
  );
  const isOne = values.lists.length === 1;
  const lists = values.lists.map(
    ({word, nearest, cosines}) =>
      new Rows({
        of: nearest.length,
        ...(isOne ? {} : {title: word}),
        children: [
          new Names({names: nearest}),
          new Bars({
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
  yield* waitFor(LAST_HOLD);
});
