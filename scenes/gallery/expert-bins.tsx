import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {ExpertBins} from 'attention-in-motion/components/ExpertBins';
import {tokenLabel} from 'attention-in-motion/components/token-label';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {route} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

import script from './expert-bins.script';
import declaration from './moe.capture.ts';
import captured from './moe.captured';

const LAYER = 0;

export default makeScene2D(function* (view) {
  const {tokens: own, router, source} = openCapture(declaration, captured);
  const {positions, experts, topK} = router.layer(LAYER);
  const tokens = own.map(tokenLabel);
  const capacity = Math.ceil((tokens.length * topK) / experts);
  const lesson = useLesson(view, script, {count: tokens.length, topK, capacity});
  const bins = new ExpertBins({
    tokens,
    choices: positions.map(({chosen}) => chosen),
    experts,
    source: {...source, layer: LAYER},
    capacity,
    title: lesson.word('title'),
    words: {
      expert: lesson.word('expert'),
      even: lesson.word('even'),
      capacity: lesson.word('capacity'),
    },
    shown: 1,
  });
  lesson.stage.fill(bins);

  yield* lesson.cue('empty', {isSparse: true});

  yield* lesson.cue('some');
  yield* route(bins, {to: 8});

  yield* lesson.cue('whole');
  yield* route(bins);
  yield* bins.even(1, MOVE, EASE);

  yield* lesson.cue('capacity');
  yield* bins.even(0, MOVE, EASE);
  yield* bins.capped(1, MOVE, EASE);
  yield* lesson.finish();
});
