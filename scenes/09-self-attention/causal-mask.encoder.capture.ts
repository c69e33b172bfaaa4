import {defineCapture} from 'attention-in-motion/course';

import {SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'encoder',
  text: SENTENCE,
  probes: {attention: {pattern: true}},
  heads: {ahead: {rule: 'next-token'}},
});
