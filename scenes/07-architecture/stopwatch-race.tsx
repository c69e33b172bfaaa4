import {makeScene2D} from '@motion-canvas/2d';
import {linear} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {LineChart} from 'attention-in-motion/components/LineChart';
import {Stopwatch} from 'attention-in-motion/components/Stopwatch';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, swap} from 'attention-in-motion/motion/acts';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

import declaration from './stopwatch-race.capture.ts';
import captured from './stopwatch-race.captured';
import {readTimes} from './stopwatch-race.facts.ts';
import script from './stopwatch-race.script';

/** Seconds that the longest run takes in the picture. */
const RACE = 9;

export default makeScene2D(function* (view) {
  const found = readTimes(openCapture(declaration, captured));
  const {whole, kept, longest, longer, shorter, grows, source} = found;
  const lesson = useLesson(view, script, found.facts);
  const {stage} = lesson;
  const ways = [
    ...(kept ? [{word: 'kept', role: 'value', race: kept} as const] : []),
    {word: 'whole', role: 'score', race: whole} as const,
  ];

  yield* lesson.choose({ready: kept !== null, alone: kept === null});
  const watch = stage.fill(
    new Stopwatch({
      runs: ways.map(({word, role, race}) => ({
        label: lesson.word(word),
        role,
        times: race.times,
        rounds: race.rounds,
      })),
      tokens: found.written,
      words: {first: lesson.word('first'), unit: lesson.word('milliseconds')},
      notes: [lesson.word('hardware'), lesson.word('repeats')],
    }),
  );
  yield* appear(watch);

  yield* lesson.cue('first');
  const first = Math.max(...ways.map(({race}) => race.times.data[0])) / longest;
  yield* watch.time(first, RACE * first, linear);

  yield* lesson.choose({
    finished: !kept,
    longer,
    shorter,
    even: !longer && !shorter,
  });
  yield* watch.time(1, RACE * (1 - first), linear);

  yield* lesson.cue('spread');
  yield* watch.spread(1, MOVE, EASE);

  yield* lesson.choose({grows, flat: !grows});
  const most = Math.max(...ways.flatMap(({race}) => race.medians));
  const chart = new LineChart({
    lines: ways.map(({word, role, race}) => ({
      label: lesson.word(word),
      role,
      values: race.medians,
    })),
    along: found.lengths,
    range: [0, most],
    axis: lesson.word('each'),
    source,
  });
  yield* swap(watch, chart);
  yield* chart.at(found.lengths.length - 1, RACE / 3, linear);
  yield* lesson.finish();
});
