import {defineCapture} from 'attention-in-motion/course';

import {SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'moe',
  text: SENTENCE,
  probes: {router: {}},
});
