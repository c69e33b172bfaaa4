import {makeScene2D} from '@motion-canvas/2d';
import {all, waitFor} from '@motion-canvas/core';
import {BigFigure} from 'attention-in-motion/components/BigFigure';
import {LineChart} from 'attention-in-motion/components/LineChart';
import {PointLines} from 'attention-in-motion/components/PointLines';
import {Points} from 'attention-in-motion/components/Points';
import {down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, look, pick} from 'attention-in-motion/motion/acts';
import {label, move, outline} from 'attention-in-motion/motion/verbs';
import {QUICK} from 'attention-in-motion/theme/motion';

import mapped from '../03-word-embeddings/map-of-meaning.captured';
import {readMap} from '../03-word-embeddings/map-of-meaning.facts.ts';
import trained from '../03-word-embeddings/word2vec-learns.captured';
import {readTraining} from '../03-word-embeddings/word2vec-learns.facts.ts';
import script from './points.script';

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {});
  const {words, places, landmarks, named, first, query} = readMap(mapped);

  yield* lesson.cue('points');
  const map = lesson.stage.fill(
    new Points({names: words, places, loud: landmarks, named}),
  );
  yield* appear(map);

  yield* lesson.cue('labels');
  yield* label(map);

  yield* lesson.cue('near');
  yield* look(map, first.close);

  yield* lesson.cue('whole');
  yield* look(map, query.sight);
  const lines = new PointLines({
    on: map,
    from: {
      index: query.index,
      name: query.word,
    },
    to: query.points,
    values: query.cosines,
  });
  lesson.stage.over(lines);
  yield* all(pick(map, ...query.sight), appear(lines));
  yield* waitFor(QUICK);

  yield* lesson.cue('moving');
  yield* leave(lines, map);
  const {snapshots, source, map: training} = readTraining(trained);
  const points = new Points(training);
  const moments = lesson.word('moments');
  const count = new BigFigure({label: moments, value: () => points.moved()});
  const chart = new LineChart({
    lines: [
      {
        label: lesson.word('within'),
        role: 'residual',
        values: snapshots.map(own => own.within),
      },
    ],
    along: snapshots.map(own => own.pairs),
    at: () => points.moved(),
    source,
  });
  lesson.stage.columns(points, down(count, chart));
  yield* all(appear([points, count, chart], {seconds: 1}), label(points));
  yield* move(points, {to: points.counts.moved / 3, seconds: 1});

  yield* lesson.cue('outlined');
  yield* move(points, {seconds: 1});
  yield* outline(points);
  yield* lesson.finish();
});
