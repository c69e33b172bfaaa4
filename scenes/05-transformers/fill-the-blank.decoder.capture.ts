import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {WHOLE} from './sentence.ts';

/** The same sentence for a model that reads from left to right. */
export default defineCapture({
  role: 'decoder',
  text: WHOLE,
  probes: {attention: {pattern: true}, logits: {topK: 5}},
  heads: {even: {rule: 'most-even'}},
});
