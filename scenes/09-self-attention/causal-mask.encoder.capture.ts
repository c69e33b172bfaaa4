import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'encoder',
  text: SENTENCE,
  probes: {attention: {pattern: true}},
  heads: {ahead: {rule: 'next-token'}},
});
