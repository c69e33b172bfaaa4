import {defineCapture} from 'attention-in-motion/course';

import {PROMPT} from '../07-architecture/prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {
    mlp: {of: ['pre', 'pre_linear', 'post'], bins: 21, layers: [0]},
    norms: {of: ['normalized'], layers: [0]},
    outputs: {of: ['mlp_out'], layers: [0]},
  },
});
