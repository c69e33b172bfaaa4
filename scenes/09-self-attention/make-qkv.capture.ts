import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    attention: {pattern: true, layers: ['antecedent']},
    headSteps: {heads: ['antecedent'], of: ['input']},
    residual: {at: ['pre'], layers: ['antecedent']},
    headWeights: {head: 'antecedent', of: ['W_Q', 'W_K', 'W_V']},
    headValues: {of: ['q', 'k', 'v'], layers: ['antecedent']},
  },
  heads: {antecedent: ANTECEDENT},
});
