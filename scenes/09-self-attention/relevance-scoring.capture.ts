import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    attention: {pattern: true, layers: ['antecedent']},
    headSteps: {heads: ['antecedent'], of: ['raw', 'scaled', 'masked', 'terms'], most: 6},
    headValues: {of: ['q', 'k', 'rot_q', 'rot_k'], layers: ['antecedent']},
  },
  heads: {antecedent: ANTECEDENT},
});
