import {makeScene2D} from '@motion-canvas/2d';
import {all, waitFor} from '@motion-canvas/core';

import {Points} from '../components/Points.ts';
import {appear} from '../motion/acts.ts';
import {label} from '../motion/verbs.ts';
import {group} from '../script/numbers.ts';
import {LAST_HOLD} from './hold.ts';
import {openTensor} from './stored-tensor.ts';
import {useFigure} from './use-figure.ts';

export default makeScene2D(function* (view) {
  const {values, stage} = useFigure(
    view,
    'map',
    ({words: names, layout, dModel}, words) => ({
      title: words.mapOf(group(names.length)),
      notes: [words.flat[layout](dModel)],
    }),
  );
  const points = stage.fill(
    new Points({
      names: values.words,
      places: openTensor(values.places),
      // Where there is no room for all names, those that are asked for come first.
      loud: [...values.asked, ...values.near],
    }),
  );
  yield* all(appear(points), label(points));
  yield* waitFor(LAST_HOLD);
});
