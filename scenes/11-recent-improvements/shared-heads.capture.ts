import {defineCapture} from '../../data-extract/declare/declaration.ts';
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
