import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {attention: {pattern: true, scores: true}},
  heads: {
    antecedent: ANTECEDENT,
  },
});
