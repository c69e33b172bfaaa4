import {defineCapture} from 'attention-in-motion/course';

import {OPEN_PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: OPEN_PROMPT,
  probes: {
    logits: {topK: 7},
    norms: {of: ['normalized']},
    unembed: {topK: 7},
  },
});
