import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    attention: {pattern: true},
    headKinds: true,
    norms: {of: ['normalized'], layers: ['antecedent']},
    headValues: {of: ['z'], layers: ['antecedent']},
    outputs: {of: ['attn_out'], layers: ['antecedent']},
  },
  heads: {
    antecedent: ANTECEDENT,
  },
});
