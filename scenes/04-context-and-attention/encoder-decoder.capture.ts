import {defineCapture} from 'attention-in-motion/course';

import {TEXT} from './translation.ts';

export default defineCapture({
  role: 'encoder-decoder',
  text: TEXT,
  probes: {
    encoderStates: true,
    crossAttention: {pattern: true},
    generation: {strategy: 'greedy', steps: 12, candidates: 3},
  },
});
