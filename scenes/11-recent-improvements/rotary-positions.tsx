import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {LineChart} from 'attention-in-motion/components/LineChart';
import {RopeDials} from 'attention-in-motion/components/RopeDials';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear} from 'attention-in-motion/motion/acts';
import {score} from 'attention-in-motion/motion/verbs';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './rotary-positions.capture.ts';
import captured from './rotary-positions.captured';
import {readRotation} from './rotary-positions.facts.ts';
import script from './rotary-positions.script';

export default makeScene2D(function* (view) {
  const turning = readRotation(openCapture(declaration, captured));
  const {at, on, byDistance, distances, source} = turning;
  const lesson = useLesson(view, script, turning.facts);
  const {stage} = lesson;

  yield* lesson.cue('pairs');
  const dials = stage.fill(
    new RopeDials({
      queryVector: turning.queryVector,
      keyVector: turning.keyVector,
      pairs: turning.pairs,
      factor: turning.scale,
      queryAt: 0,
      keyAt: 0,
      words: {
        query: lesson.word('query'),
        key: lesson.word('key'),
        distance: lesson.word('distance'),
        score: lesson.word('score'),
        turn: lesson.word('turn'),
      },
    }),
  );
  yield* appear(dials);

  yield* lesson.cue('turn');
  yield* dials.queryAt(at.query, 5 * SLOW, EASE);

  yield* lesson.cue('key');
  yield* score(dials);
  yield* dials.keyAt(at.key, 3 * SLOW, EASE);

  yield* lesson.cue('on');
  yield* all(
    dials.queryAt(at.query + on, 5 * SLOW, EASE),
    dials.keyAt(at.key + on, 5 * SLOW, EASE),
  );

  yield* lesson.cue('away');
  const chart = new LineChart({
    lines: [
      {
        label: lesson.word('byDistance'),
        role: 'score',
        values: byDistance,
      },
    ],
    along: distances,
    source,
  });
  yield* all(
    dials.queryAt(at.key, 2 * SLOW, EASE),
    dials.keyAt(at.key, 2 * SLOW, EASE),
    appear(stage.rightOf(dials, chart)),
  );
  const farthest = distances[distances.length - 1];
  yield* all(
    chart.at(farthest, 8 * SLOW, linear),
    dials.queryAt(at.key + farthest, 8 * SLOW, linear),
  );

  yield* lesson.cue('why');
  yield* lesson.finish();
});
