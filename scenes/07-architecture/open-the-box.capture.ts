import {defineCapture} from 'attention-in-motion/course';

import {PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {
    weights: {name: 'embed', rows: 'tokens'},
    residual: {at: ['post']},
    logits: {topK: 5},
    modules: true,
  },
});
