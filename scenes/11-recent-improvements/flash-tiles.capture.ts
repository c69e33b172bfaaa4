import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, SENTENCE} from '../09-self-attention/sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    tiles: {head: 'antecedent', queries: 4, keys: 4},
    attention: {pattern: true, layers: ['antecedent']},
    headValues: {of: ['z'], layers: ['antecedent']},
  },
  heads: {antecedent: ANTECEDENT},
});
