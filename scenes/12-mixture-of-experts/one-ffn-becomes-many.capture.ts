import {defineCapture} from 'attention-in-motion/course';

import {LAYER, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'moe',
  text: SENTENCE,
  probes: {router: {layers: [LAYER]}},
});
