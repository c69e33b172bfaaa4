import {defineCapture} from 'attention-in-motion/course';

import {PROMPT} from '../07-architecture/prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {
    attribution: {position: -1},
    residual: {at: ['pre'], layers: [0]},
    outputs: {of: ['attn_out', 'mlp_out']},
  },
});
