import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick, turn, unpick} from 'attention-in-motion/motion/acts';
import {score} from 'attention-in-motion/motion/verbs';
import {finePercent, percent} from 'attention-in-motion/script/numbers';

import declaration from './decoding-strategies.capture.ts';
import captured from './decoding-strategies.captured';
import {readWays} from './decoding-strategies.facts.ts';
import script from './decoding-strategies.script';

export default makeScene2D(function* (view) {
  const ways = readWays(openCapture(declaration, captured));
  const {labels, plain, cold, hot, topK, topP} = ways;
  const lesson = useLesson(view, script, ways.facts);

  yield* lesson.cue('shares');
  const bars = new Bars({
    values: plain,
    role: 'head',
    title: lesson.word('share'),
    write: finePercent,
  });
  const rows = lesson.stage.fill(
    new Rows({
      of: labels.length,
      others: {indices: [labels.length], name: lesson.word('others')},
      children: [new Names({names: labels, title: lesson.word('token')}), bars],
    }),
  );
  yield* appear(rows);

  yield* lesson.cue('greedy');
  yield* pick(rows, 0);

  yield* lesson.cue('cold');
  yield* unpick(rows);
  yield* turn(bars, cold);

  yield* lesson.cue('hot');
  yield* turn(bars, hot);

  yield* lesson.cue('again');
  yield* turn(bars, plain);

  yield* lesson.cue('top-k');
  yield* turn(bars, topK.shares);
  yield* pick(rows, ...topK.part);

  yield* lesson.cue('top-p');
  yield* all(unpick(rows), turn(bars, plain));
  const sums = new Figures({
    values: ways.sums,
    title: lesson.word('sum'),
    isMuted: true,
    hasOthers: topP.hasOthers,
    write: percent,
  });
  yield* score(rows.join(sums, bars));
  yield* turn(bars, topP.shares);
  yield* pick(rows, ...topP.part);

  yield* lesson.cue('draw');
  const drawn = new Figures({
    values: ways.drawn,
    title: lesson.word('drawn'),
    hasOthers: topP.hasOthers,
  });
  yield* score(rows.join(drawn));
  yield* lesson.finish();
});
