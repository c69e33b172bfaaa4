import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Arrow} from 'attention-in-motion/components/Arrow';
import {Bars} from 'attention-in-motion/components/Bars';
import {Block} from 'attention-in-motion/components/Block';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {bottomOf, centreOf, middleOf} from 'attention-in-motion/components/box';
import {across} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, rest, work} from 'attention-in-motion/motion/acts';
import {append} from 'attention-in-motion/motion/verbs';
import {finePercent} from 'attention-in-motion/script/numbers';
import {EASE, MOVE, QUICK} from 'attention-in-motion/theme/motion';

import declaration from './one-token-at-a-time.capture.ts';
import captured from './one-token-at-a-time.captured';
import {readLoop} from './one-token-at-a-time.facts.ts';
import script from './one-token-at-a-time.script';

export default makeScene2D(function* (view) {
  const {tokens, choices, chosen, steps, ended, source, facts} = readLoop(
    openCapture(declaration, captured),
  );
  const lesson = useLesson(view, script, facts);
  const {stage} = lesson;

  /** What comes out of a run: the best tokens, and all others. */
  const result = (step: number) => {
    const {labels, shares} = choices[step];
    const names = new Names({names: labels, title: lesson.word('token')});
    const title = lesson.word('share');
    const bars = new Bars({
      values: shares,
      role: 'head',
      title,
      loud: 'rows',
      write: finePercent,
    });
    const table = new Rows({
      of: labels.length,
      others: {indices: [labels.length], name: lesson.word('others')},
      loud: [chosen[step]],
      children: [names, bars],
    });
    return {table, from: () => centreOf(table.boxOf(names, chosen[step]))};
  };
  let choice = result(0);

  yield* lesson.cue('prompt');
  const joining = {count: steps, from: () => choice.from()};
  const strip = stage.fill(new TokenStrip({tokens, source, joining}));
  yield* appear(strip);

  yield* lesson.cue('run');
  const model = new Block({title: lesson.word('model'), role: 'residual'});
  stage.below(strip, across(model, choice.table));
  yield* appear(model);
  const {x} = centreOf(model.box());
  const into = new Arrow({
    points: () => [{x, y: bottomOf(strip.box())}, middleOf(model.box(), 'above')],
    role: 'token',
  });
  const out = new Arrow({
    points: () => [middleOf(model.box(), 'right'), middleOf(choice.table.box(), 'left')],
    role: 'head',
  });
  stage.over(into, out);

  /** One run of the model: the whole text in, one choice out. */
  function* run(seconds: number): ThreadGenerator {
    into.grown(0);
    out.grown(0);
    yield* all(into.grown(1, seconds, EASE), work(model, {seconds}));
    yield* out.grown(1, seconds / 2, EASE);
    yield* all(appear(choice.table, {seconds}), rest(model, {seconds}));
  }
  /** The next run, once the former choice has left. */
  function* runAgain(step: number, seconds: number): ThreadGenerator {
    const former = choice.table;
    choice = result(step);
    stage.insteadOf(former, choice.table);
    yield* leave(former);
    yield* run(seconds);
  }
  yield* run(MOVE);

  yield* lesson.cue('choose');
  yield* pick(choice.table, chosen[0]);
  yield* append(strip, {to: 1});

  yield* lesson.cue('again', {
    when: steps > 1,
    *play() {
      yield* runAgain(1, MOVE);
      yield* append(strip, {to: 2});
    },
  });
  yield* lesson.cue('loop', {
    when: steps > 2,
    *play() {
      for (let step = 2; step < steps; step++) {
        yield* runAgain(step, QUICK);
        yield* append(strip, {to: step + 1});
      }
    },
  });
  yield* lesson.choose({ended, stopped: !ended});
  yield* leave(choice.table, model, into, out);
  yield* lesson.finish();
});
