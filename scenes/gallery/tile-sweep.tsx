import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {TileSweep} from 'attention-in-motion/components/TileSweep';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear} from 'attention-in-motion/motion/acts';
import {score} from 'attention-in-motion/motion/verbs';

import declaration from '../11-recent-improvements/flash-tiles.capture.ts';
import captured from '../11-recent-improvements/flash-tiles.captured';
import {readTiles} from '../11-recent-improvements/flash-tiles.facts.ts';
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
