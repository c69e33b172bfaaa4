import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, SENTENCE} from '../09-self-attention/sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    attention: {pattern: true, layers: ['antecedent']},
    headValues: {of: ['q', 'k', 'v'], layers: ['antecedent']},
  },
  heads: {antecedent: ANTECEDENT},
});
