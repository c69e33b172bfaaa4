import {defineCapture} from 'attention-in-motion/course';

import {STORY} from './story.ts';

export default defineCapture({
  role: 'moe',
  text: STORY,
  probes: {router: {capacityFactor: 1.25}},
});
