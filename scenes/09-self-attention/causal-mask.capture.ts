import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {ANTECEDENT, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {attention: {pattern: true, scores: true}},
  heads: {
    antecedent: ANTECEDENT,
  },
});
