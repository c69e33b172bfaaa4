import {defineCapture} from 'attention-in-motion/course';

import {WHOLE} from './sentence.ts';

/** The same sentence for a model that reads from left to right. */
export default defineCapture({
  role: 'decoder',
  text: WHOLE,
  probes: {attention: {pattern: true}, logits: {topK: 5}},
  heads: {even: {rule: 'most-even'}},
});
