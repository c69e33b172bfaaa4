import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {Bars} from 'attention-in-motion/components/Bars';
import {BigFigure} from 'attention-in-motion/components/BigFigure';
import {Cells} from 'attention-in-motion/components/Cells';
import {Figures} from 'attention-in-motion/components/Figures';
import {LineChart} from 'attention-in-motion/components/LineChart';
import {Names} from 'attention-in-motion/components/Names';
import {Points} from 'attention-in-motion/components/Points';
import {Rows} from 'attention-in-motion/components/Rows';
import {down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, turn} from 'attention-in-motion/motion/acts';
import {compare, label, move, outline, score} from 'attention-in-motion/motion/verbs';
import {signed, withDecimals} from 'attention-in-motion/script/numbers';
import type {ColorRole} from 'attention-in-motion/theme/palette';

import captured from './word2vec-learns.captured';
import {pairsAt, readTraining} from './word2vec-learns.facts.ts';
import type {Meeting} from './word2vec-learns.facts.ts';
import script from './word2vec-learns.script';

/** Cosines are 1 at most; those of random vectors are about 0. */
const COSINES = [-0.1, 1] as const;
const twoDecimals = withDecimals(2);

export default makeScene2D(function* (view) {
  const {start, limit, snapshots, source, ...training} = readTraining(captured);
  const {first, last} = training;
  const lesson = useLesson(view, script, training.facts);
  const {stage} = lesson;

  yield* lesson.cue('matrices');
  const [given, guessed] = [
    {name: 'E', word: 'given', values: start.input},
    {name: 'C', word: 'guessed', values: start.output},
  ].map(({name, word, values}) => {
    const title = `${name}  ${training.shape}`;
    const cells = new Cells({values, limit, title, hasScale: true});
    const rows = new Rows({
      of: start.words.length,
      others: {indices: training.rest, name: lesson.word('others')},
      children: [new Names({names: start.words, title: lesson.word(word)}), cells],
    });
    return {rows, cells};
  });
  stage.columns(given.rows, guessed.rows);
  yield* appear([given.rows, guessed.rows]);

  /** A pair with its draws: the row of the input above those of all targets. */
  const meetingOf = ({names, products, before, after, answers}: Meeting) => {
    const above = {values: before.input, role: 'residual'} as const;
    const cells = new Cells({
      values: before.vectors,
      limit,
      products,
      above,
      hasScale: true,
    });
    const titled = (word: string) => ({title: lesson.word(word)});
    const dots = new Figures({values: before.dots, write: signed, ...titled('dot')});
    const guesses = new Bars({
      values: before.guesses,
      was: before.guesses,
      role: 'residual',
      loud: 'rows',
      write: twoDecimals,
      ...titled('sigmoid'),
    });
    const right = new Figures({values: answers, ...titled('answer')});
    const errors = new Figures({
      values: before.errors,
      role: 'score',
      write: signed,
      ...titled('error'),
    });
    const rows = new Rows({
      of: [...names.keys()].slice(1),
      above: 0,
      loud: [1],
      children: [
        new Names({
          names,
          above: {
            name: names[0],
            role: 'residual',
          },
        }),
        cells,
      ],
    });
    const nudge = () =>
      all(
        turn(cells, after.vectors, {above: after.input}),
        turn(dots, after.dots),
        turn(guesses, after.guesses),
        turn(errors, after.errors),
        compare(guesses),
      );
    return {rows, cells, dots, guesses, right, errors, nudge};
  };

  yield* lesson.cue('lookup');
  yield* leave(given.rows, guessed.rows);
  const early = meetingOf(first);
  stage.fill(early.rows);
  yield* appear(early.rows);

  yield* lesson.cue('dot');
  yield* score([early.cells, early.rows.join(early.dots)]);

  yield* lesson.cue('sigmoid');
  yield* appear(early.rows.join(early.guesses));

  yield* lesson.cue('error');
  yield* appear([early.rows.join(early.right), early.rows.join(early.errors)]);

  yield* lesson.cue('nudge');
  yield* early.nudge();

  yield* lesson.cue('later');
  yield* leave(early.rows);
  const late = meetingOf(last);
  late.rows.add([late.dots, late.guesses, late.right, late.errors]);
  stage.fill(late.rows);
  yield* appear(late.rows);

  yield* lesson.cue('chance');
  yield* leave(late.rows);
  const points = new Points(training.map);
  const count = new BigFigure({
    label: lesson.word('pairs'),
    value: () => pairsAt(snapshots, points.moved()),
  });
  const along = snapshots.map(({pairs}) => pairs);
  const chart = {along, source, at: () => points.moved()};
  const line = (name: 'loss' | 'within' | 'between', role: ColorRole) => ({
    role,
    label: lesson.word(name),
    values: snapshots.map(own => own[name]),
  });
  const loss = new LineChart({...chart, lines: [line('loss', 'score')]});
  const pair = [line('within', 'residual'), line('between', 'value')];
  const cosines = new LineChart({...chart, range: COSINES, lines: pair});
  stage.columns(points, down(count, loss, cosines));
  yield* all(appear([points, count, loss, cosines]), label(points));

  yield* lesson.cue('lapse');
  yield* move(points);

  yield* lesson.cue('groups');
  yield* outline(points);
  yield* lesson.finish();
});
