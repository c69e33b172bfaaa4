import {makeScene2D} from '@motion-canvas/2d';

import declaration from '../11-recent-improvements/flash-tiles.capture.ts';
import captured from '../11-recent-improvements/flash-tiles.captured';
import {readTiles} from '../11-recent-improvements/flash-tiles.facts.ts';
import {openCapture} from '../captured/open-capture.ts';
import {TileSweep} from '../components/TileSweep.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear} from '../motion/acts.ts';
import {score} from '../motion/verbs.ts';
import script from './tile-sweep.script';

export default makeScene2D(function* (view) {
  const {scores, pattern, visits, outputs, facts} = readTiles(
    openCapture(declaration, captured),
  );
  const lesson = useLesson(view, script, facts);
  const sweep = lesson.stage.fill(
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

  yield* lesson.cue('empty');
  yield* appear(sweep);

  yield* lesson.cue('first');
  yield* score(sweep, {to: 1});

  yield* lesson.cue('row');
  yield* score(sweep, {to: 4});

  yield* lesson.cue('whole');
  yield* score(sweep);
  yield* lesson.finish();
});
