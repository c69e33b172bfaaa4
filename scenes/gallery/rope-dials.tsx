import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {RopeDials} from 'attention-in-motion/components/RopeDials';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear} from 'attention-in-motion/motion/acts';
import {score} from 'attention-in-motion/motion/verbs';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from '../11-recent-improvements/rotary-positions.capture.ts';
import captured from '../11-recent-improvements/rotary-positions.captured';
import {readRotation} from '../11-recent-improvements/rotary-positions.facts.ts';
import script from './rope-dials.script';

const AWAY = 40;

export default makeScene2D(function* (view) {
  const {queryVector, keyVector, pairs, scale, at} = readRotation(
    openCapture(declaration, captured),
  );
  const distance = at.query - at.key;
  const lesson = useLesson(view, script, {...at, away: AWAY, distance});
  const dials = lesson.stage.fill(
    new RopeDials({
      queryVector,
      keyVector,
      pairs,
      factor: scale,
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

  yield* lesson.cue('rest');
  yield* appear(dials);

  yield* lesson.cue('turn');
  yield* dials.queryAt(at.query, SLOW * 4, EASE);

  yield* lesson.cue('whole');
  dials.keyAt(at.key);
  yield* score(dials);

  yield* lesson.cue('shift');
  yield* all(
    dials.queryAt(at.query + AWAY, SLOW * 5, EASE),
    dials.keyAt(at.key + AWAY, SLOW * 5, EASE),
  );
  yield* lesson.finish();
});
