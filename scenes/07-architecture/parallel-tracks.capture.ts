import {defineCapture} from 'attention-in-motion/course';

import {PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {residual: {at: ['pre', 'post']}, logits: {topK: 1}},
});
