import {defineCapture} from 'attention-in-motion/course';

import {CLUE, MASK, WITH_HOLE} from './sentence.ts';

export default defineCapture({
  role: 'encoder',
  text: WITH_HOLE,
  mask: MASK,
  probes: {
    attention: {pattern: true},
    logits: {topK: 5},
    residual: {at: ['post']},
  },
  heads: {clue: {rule: 'most-mass', from: {token: MASK}, to: CLUE}},
});
