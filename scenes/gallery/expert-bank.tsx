import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {ExpertBank} from 'attention-in-motion/components/ExpertBank';
import {spreadWeights} from 'attention-in-motion/components/expert-plan';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {swap} from 'attention-in-motion/motion/acts';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import script from './expert-bank.script';
import declaration from './moe.capture.ts';
import captured from './moe.captured';

const LAYER = 2;
const POSITION = 4;

export default makeScene2D(function* (view) {
  const {router, source} = openCapture(declaration, captured);
  const {positions, experts, topK} = router.layer(LAYER);
  const {chosen, weights} = positions[POSITION];
  const lesson = useLesson(view, script, {experts, topK});
  const bank = new ExpertBank({
    weights: new Tensor(spreadWeights(chosen, weights, experts), [experts], ['expert'], {
      ...source,
      layer: LAYER,
    }),
    word: lesson.word('expert'),
    denseWord: lesson.word('dense'),
    columns: 2,
    split: 0,
    shown: 1,
  });
  lesson.stage.fill(bank);

  yield* lesson.cue('dense');

  yield* lesson.cue('split');
  yield* bank.split(1, SLOW * 1.5, EASE);

  yield* lesson.cue('whole');
  yield* bank.dimmed(1, MOVE, EASE);

  yield* lesson.cue('copies');
  const copies = new ExpertBank({
    weights: bank.weights(),
    split: 0,
    isCopied: true,
    columns: experts,
    word: lesson.word('expert'),
    denseWord: lesson.word('dense'),
  });
  yield* swap(bank, copies);
  yield* copies.split(1, SLOW * 1.5, EASE);
  yield* lesson.finish();
});
