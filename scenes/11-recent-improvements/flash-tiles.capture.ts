import {defineCapture} from '../../data-extract/declare/declaration.ts';
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
