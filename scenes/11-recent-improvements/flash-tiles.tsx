import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import {TileSweep} from 'attention-in-motion/components/TileSweep';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave} from 'attention-in-motion/motion/acts';
import {score} from 'attention-in-motion/motion/verbs';

import declaration from './flash-tiles.capture.ts';
import captured from './flash-tiles.captured';
import {readTiles} from './flash-tiles.facts.ts';
import script from './flash-tiles.script';

export default makeScene2D(function* (view) {
  const tiles = readTiles(openCapture(declaration, captured));
  const {scores, pattern, visits, outputs, limit, grown} = tiles;
  const lesson = useLesson(view, script, tiles.facts);
  const {stage} = lesson;

  yield* lesson.cue('matrix');
  const sweep = stage.fill(
    new TileSweep({
      scores,
      pattern,
      visits,
      outputs,
      words: {
        query: lesson.word('query'),
        key: lesson.word('key'),
        max: lesson.word('max'),
        sum: lesson.word('sum'),
        output: lesson.word('output'),
      },
      readout: (held, all) => `${held} / ${all}`,
    }),
  );
  yield* appear(sweep);

  yield* lesson.cue('first');
  yield* score(sweep, {to: 1});

  yield* lesson.cue('grows', {
    when: grown > 0,
    play: () => score(sweep, {to: grown + 1}),
  });

  yield* lesson.cue('sweep');
  yield* score(sweep);

  yield* lesson.cue('naive');
  yield* leave(sweep);
  const grid = (values: Tensor, word: string): MatrixGrid =>
    new MatrixGrid({
      values,
      limit,
      ramp: 'signed',
      role: 'attention',
      title: lesson.word(word),
    });
  const [tiled, atOnce] = [grid(tiles.result, 'tiled'), grid(tiles.atOnce, 'atOnce')];
  stage.columns(tiled, atOnce);
  yield* appear([tiled, atOnce]);

  yield* lesson.cue('equal');
  const difference = stage.rightOf(atOnce, grid(tiles.difference, 'difference'));
  yield* appear(difference);

  yield* lesson.cue('why');
  yield* lesson.finish();
});
