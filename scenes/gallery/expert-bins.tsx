import {makeScene2D} from '@motion-canvas/2d';

import {ExpertBins} from '../components/ExpertBins.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {route} from '../motion/verbs.ts';
import {EASE, MOVE} from '../theme/motion.ts';
import script from './expert-bins.script';
import captured from './moe.captured';
import {openValues} from './open-values.ts';
import {STAGE} from './stage.ts';

const LAYER = 0;

export default makeScene2D(function* (view) {
  const {capture, source} = openValues(captured);
  const {router} = capture.results;
  if (!router) throw new Error(`Capture ${capture.id} has no router.`);
  const {positions, experts, topK} = router.layers[LAYER];
  const tokens = capture.tokens.map(tokenLabel);
  const capacity = Math.ceil((tokens.length * topK) / experts);
  const lesson = useLesson(view, script, {count: tokens.length, topK, capacity});
  const bins = new ExpertBins({
    tokens,
    choices: positions.map(({chosen}) => chosen),
    experts,
    source: {...source, layer: LAYER},
    capacity,
    words: {
      expert: lesson.word('expert'),
      even: lesson.word('even'),
      capacity: lesson.word('capacity'),
    },
    box: STAGE,
  });
  view.add(bins);

  yield* lesson.cue('empty');

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
