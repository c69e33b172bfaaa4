import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, SENTENCE} from '../09-self-attention/sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    rotary: {head: 'antecedent', offsets: 48},
    attention: {pattern: true, layers: ['antecedent']},
  },
  heads: {antecedent: ANTECEDENT},
});
