import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    attention: {pattern: true, layers: ['antecedent']},
    headSteps: {heads: ['antecedent'], of: ['weighted', 'result']},
    headValues: {of: ['v', 'z'], layers: ['antecedent']},
    headWeights: {head: 'antecedent', of: ['W_O']},
    outputs: {of: ['attn_out'], layers: ['antecedent']},
    residual: {at: ['pre', 'attended'], layers: ['antecedent']},
  },
  heads: {antecedent: ANTECEDENT},
});
