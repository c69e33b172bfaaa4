import {makeScene2D} from '@motion-canvas/2d';
import {all, waitFor} from '@motion-canvas/core';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Bars} from 'attention-in-motion/components/Bars';
import {BigFigure} from 'attention-in-motion/components/BigFigure';
import {Chips} from 'attention-in-motion/components/Chips';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import type {Box} from 'attention-in-motion/components/box';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, scroll, unpick} from 'attention-in-motion/motion/acts';
import {finePercent} from 'attention-in-motion/script/numbers';
import {FADED} from 'attention-in-motion/theme/layout';
import {EASE, MOVE, QUICK, SLOW} from 'attention-in-motion/theme/motion';

import captured from './neighbour-dataset.captured';
import {readDataset, ROWS} from './neighbour-dataset.facts.ts';
import script from './neighbour-dataset.script';
import {windowAt} from './window-plan.ts';
import {WindowText} from './WindowText.ts';

/** Seconds of a pair that is looked at on its way, and of all others together. */
const SLOWLY = 1.3;
const ALL = 10;

export default makeScene2D(function* (view) {
  const data = readDataset(captured);
  const {words, window, pairs, drawn, source, shares, vocabulary} = data;
  const lesson = useLesson(view, script, data.facts);
  const {stage} = lesson;

  yield* lesson.cue('text');
  const text = stage.fill(new WindowText({words, window}));
  yield* appear(text);

  yield* lesson.cue('window');
  yield* text.framed(1, SLOW, EASE);
  yield* text.at(Math.min(2 * window, words.length - 1), SLOW * 2, EASE);
  yield* text.at(0, SLOW * 2, EASE);

  yield* lesson.cue('rows');
  const corpus = new BigFigure({
    label: lesson.word(vocabulary.word),
    value: vocabulary.size,
  });
  /** Pairs come from the text, draws from the corpus, with the input of their pair. */
  const inputFrom = (row: number): Box =>
    row < pairs.length
      ? text.boxOf(pairs[row].input)
      : rows.boxOf(inputs, drawn[row - pairs.length].pair);
  const outputFrom = (row: number): Box =>
    row < pairs.length ? text.boxOf(pairs[row].output) : corpus.box();
  const column = (title: string, chips: Chips['chips'], from?: (row: number) => Box) =>
    new Chips({chips, from, source, title: lesson.word(title), role: 'token', grow: 1});
  const inputs = column('input', data.inputs, inputFrom);
  const outputs = column('output', data.outputs, outputFrom);
  const rows: Rows = stage.below(
    text,
    new Rows({
      of: data.apart.length,
      most: ROWS,
      follows: true,
      children: [inputs, outputs, column('answer', data.answers)],
    }),
  );
  text.at(() => windowAt(data.centres, rows.shown(), EASE));
  const label = lesson.word('rows');
  const count = stage.rightOf(rows, new BigFigure({label, value: () => rows.shown()}));
  yield* appear([rows, count], {to: data.firstPairs, seconds: data.firstPairs * SLOWLY});

  yield* lesson.cue('slide');
  yield* appear(rows, {to: pairs.length, seconds: ALL});
  yield* waitFor(QUICK);

  yield* lesson.cue('ones');
  yield* all(...[inputs, outputs].map(own => own.opacity(FADED, MOVE, EASE)));

  yield* lesson.cue('draws');
  yield* all(
    ...[inputs, outputs].map(own => own.opacity(1, MOVE, EASE)),
    text.framed(0, MOVE, EASE),
    scroll(rows, {to: 0}),
  );
  stage.below(count, corpus);
  yield* all(appear(corpus), rows.order(data.apart, SLOW, EASE));
  const inSight = data.apart.filter(
    (place, i) => i >= pairs.length && place < ROWS,
  ).length;
  yield* appear(rows, {to: pairs.length + inSight});

  yield* lesson.cue('shares', {
    when: shares.areEven,
    *play() {
      const bars = (title: string, values: Tensor) =>
        new Bars({
          values,
          limit: shares.most,
          write: finePercent,
          loud: 'rows',
          title: lesson.word(title),
          role: title === 'share' ? 'value' : 'residual',
        });
      const table = stage.insteadOf(
        corpus,
        new Rows({
          of: shares.words.length,
          children: [
            new Names({names: shares.words}),
            bars('share', shares.text),
            bars('drawn', shares.draws),
          ],
        }),
      );
      yield* leave(corpus);
      yield* appear(table);
    },
  });

  const {clash} = data;
  yield* lesson.cue('clash', {
    when: clash !== null,
    *play() {
      yield* all(appear(rows, {seconds: SLOW}), scroll(rows, {to: clash ?? 0}));
      yield* pick(rows, clash ?? 0);
    },
  });

  yield* lesson.cue('dataset');
  yield* unpick(rows);
  yield* all(appear(rows, {seconds: SLOW}), scroll(rows, {to: data.apart.length - 1}));
  yield* lesson.finish();
});
