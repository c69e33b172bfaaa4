import {defineCapture} from 'attention-in-motion/course';

import {LAYER, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'moe',
  text: SENTENCE,
  probes: {
    router: {scores: true, probabilities: true, outputs: true, layers: [LAYER]},
    outputs: {of: ['mlp_out'], layers: [LAYER]},
  },
});
