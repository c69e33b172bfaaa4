import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {ExpertBins} from 'attention-in-motion/components/ExpertBins';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick} from 'attention-in-motion/motion/acts';
import {route} from 'attention-in-motion/motion/verbs';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

import even from './balance-and-capacity.capture.ts';
import evenCaptured from './balance-and-capacity.captured';
import {readBalance} from './balance-and-capacity.facts.ts';
import script from './balance-and-capacity.script';
import skewed from './balance-and-capacity.unbalanced.capture.ts';
import skewedCaptured from './balance-and-capacity.unbalanced.captured';

/** Seconds in which all tokens fall. */
const FALL = 5;

export default makeScene2D(function* (view) {
  const told = readBalance(
    openCapture(even, evenCaptured),
    openCapture(skewed, skewedCaptured),
  );
  const {experts, highest, layers} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;
  const {tokens, source, capacity} = told.skewed;
  const {lost} = capacity;
  const binsOf = (
    {labels: tokens, choices, source}: typeof told.even,
    word: string,
  ): ExpertBins =>
    new ExpertBins({
      tokens,
      choices,
      experts,
      source,
      highest,
      capacity: told.slots,
      title: lesson.word(word),
      words: {
        expert: lesson.word('expert'),
        even: lesson.word('even'),
        capacity: lesson.word('capacity'),
      },
    });
  const left = binsOf(told.even, 'balanced');
  const right = binsOf(told.skewed, 'unbalanced');
  const both = [left, right];

  yield* lesson.cue('balanced');
  stage.columns(left, right);
  yield* appear(both);
  yield* route(left, {seconds: FALL});

  yield* lesson.cue('unbalanced');
  yield* route(right, {seconds: FALL});

  yield* lesson.cue('even');
  yield* all(...both.map(bins => bins.even(1, MOVE, EASE)));

  yield* lesson.cue('capacity');
  yield* all(...both.map(bins => bins.even(0, MOVE, EASE)));
  yield* all(...both.map(bins => bins.capped(1, MOVE, EASE)));

  const strip = new TokenStrip({tokens, source});
  const when = lost.length > 0;
  yield* lesson.cue('lost', {
    when,
    *play() {
      yield* leave(...both);
      stage.fill(strip);
      yield* appear(strip);
      yield* pick(strip, ...told.kept);
    },
  });

  yield* lesson.cue('loss');
  yield* leave(...(when ? [strip] : both));
  const bars = ({imbalances: values}: typeof told.even, word: string): Bars =>
    new Bars({
      values,
      role: 'router',
      title: lesson.word(word),
      limit: told.worst,
      write: withDecimals(2),
      loud: 'rows',
    });
  const rows = stage.fill(
    new Rows({
      of: layers.length,
      children: [
        new Names({
          names: layers.map(layer => `${lesson.word('layer')} ${layer}`),
          face: 'text',
        }),
        bars(told.even, 'balanced'),
        bars(told.skewed, 'unbalanced'),
      ],
    }),
  );
  yield* appear(rows);
  yield* lesson.finish();
});
