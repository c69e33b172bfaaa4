import {makeScene2D} from '@motion-canvas/2d';
import {all, waitFor} from '@motion-canvas/core';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick} from 'attention-in-motion/motion/acts';
import {add, color, compare, strike, zoom} from 'attention-in-motion/motion/verbs';
import {QUICK} from 'attention-in-motion/theme/motion';

import captured from './colour-rows.captured';
import {NEAR, readRows} from './colour-rows.facts.ts';
import script from './colour-rows.script';
import {Numbers} from './Numbers.ts';
import {cosine, ranked} from './ranked.ts';

export default makeScene2D(function* (view) {
  const {compared, inputs, signs, limit, source, before, ...read} = readRows(captured);
  const lesson = useLesson(view, script, read.facts);
  const {stage} = lesson;

  yield* lesson.cue('numbers');
  const numbers = new Numbers({
    values: read.rows,
    near: NEAR,
    limit,
    hasScale: true,
    title: () => lesson.word(numbers.zoomed() > 0.5 ? 'some' : 'every'),
  });
  numbers.zoomed(1).coloured(0);
  const rows = stage.fill(
    new Rows({
      of: compared.length,
      grows: true,
      children: [new Names({names: compared}), numbers],
    }),
  );
  yield* appear(rows, {to: 1});

  yield* lesson.cue('colours');
  yield* color(numbers);

  yield* lesson.cue('every');
  yield* zoom(numbers, {to: 0});

  yield* lesson.cue('near');
  const title = lesson.word('cosine');
  const cosines = new Figures({
    values: read.cosines,
    write: cosine,
    role: 'score',
    title,
  });
  yield* all(appear(rows, {to: 2}), appear(rows.join(cosines)));

  yield* lesson.cue('far');
  yield* appear(rows);

  yield* lesson.cue('terms');
  yield* leave(rows);
  const terms = new Numbers({
    values: read.terms,
    sums: read.sums,
    near: NEAR,
    limit,
    hasScale: true,
  });
  const names = [
    ...inputs.map((word, i) => `${signs[i]}${word}`),
    `= ${lesson.word('sum')}`,
  ];
  const table = stage.fill(
    new Rows({
      of: names.length,
      grows: true,
      children: [new Names({names}), terms],
    }),
  );
  yield* appear(table, {to: inputs.length});

  yield* lesson.cue('sum');
  yield* appear(table);
  yield* add(terms);
  yield* waitFor(QUICK);

  const {isInput} = read;
  yield* lesson.choose({itself: isInput, straight: !isInput});
  const list = ranked({
    title: lesson.word('all'),
    near: read.all,
    struck: inputs,
    source,
  });
  yield* appear(stage.below(table, list.rows));

  yield* lesson.cue('others');
  yield* all(strike(list.names), pick(list.rows, ...list.kept));
  const others = ranked({
    title: lesson.word('others'),
    near: read.others,
    before,
    source,
  });
  yield* appear(stage.rightOf(list.rows, others.rows));

  yield* lesson.cue('already', {
    when: before !== undefined,
    play: () => compare(others.bars),
  });
  yield* lesson.finish();
});
