import {defineCapture} from 'attention-in-motion/course';

import {SENTENCE} from '../09-self-attention/sentence.ts';
import {STATIONS} from './norm-stations.ts';

export default defineCapture({
  role: 'encoder',
  text: SENTENCE,
  probes: {norms: STATIONS},
});
