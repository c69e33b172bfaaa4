import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {
    weights: {name: 'embed', rows: 'tokens'},
    residual: {at: ['post']},
    logits: {topK: 5},
    modules: true,
  },
});
