import {defineCapture} from 'attention-in-motion/course';

import {PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {kvCache: {values: true}},
});
