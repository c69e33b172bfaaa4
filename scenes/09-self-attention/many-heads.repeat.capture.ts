import {defineCapture} from 'attention-in-motion/course';

import {TWICE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: TWICE,
  probes: {attention: {pattern: true}, headKinds: true},
});
