import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import {openCapture} from '../captured/open-capture.ts';
import {RopeDials} from '../components/RopeDials.ts';
import {rotationOf} from '../components/rope.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {score} from '../motion/verbs.ts';
import {EASE, SLOW, STAGGER} from '../theme/motion.ts';
import declaration from './decoder.capture.ts';
import captured from './decoder.captured';
import {headOf} from './head-of.ts';
import script from './rope-dials.script';
import {STAGE} from '../components/box.ts';

const LAYER = 2;
const HEAD = 0;
const AT = {query: 10, key: 5};
const AWAY = 40;

export default makeScene2D(function* (view) {
  const {attention, headValues} = openCapture(declaration, captured);
  const of = (what: 'q' | 'k' | 'rot_q') => headOf(headValues.of(what, LAYER), HEAD);
  const before = of('q');
  const lesson = useLesson(view, script, {
    ...AT,
    away: AWAY,
    distance: AT.query - AT.key,
  });
  const dials = new RopeDials({
    queryVector: before.at(AT.query),
    keyVector: of('k').at(AT.key),
    turning: rotationOf({
      before: before.data,
      after: of('rot_q').data,
      width: before.shape[1],
    }),
    factor: attention.facts(LAYER).scale ?? 1,
    queryAt: 0,
    keyAt: 0,
    words: {
      query: lesson.word('query'),
      key: lesson.word('key'),
      distance: lesson.word('distance'),
      score: lesson.word('score'),
      turn: lesson.word('turn'),
    },
    box: STAGE,
  });
  view.add(dials);

  yield* lesson.cue('rest');
  yield* dials.shown(dials.dials, dials.dials * STAGGER);

  yield* lesson.cue('turn');
  yield* dials.queryAt(AT.query, SLOW * 4, EASE);

  yield* lesson.cue('whole');
  dials.keyAt(AT.key);
  yield* score(dials);

  yield* lesson.cue('shift');
  yield* all(
    dials.queryAt(AT.query + AWAY, SLOW * 5, EASE),
    dials.keyAt(AT.key + AWAY, SLOW * 5, EASE),
  );
  yield* lesson.finish();
});
