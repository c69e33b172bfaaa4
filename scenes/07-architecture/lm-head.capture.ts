import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {OPEN_PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: OPEN_PROMPT,
  probes: {
    logits: {topK: 7},
    norms: {of: ['normalized']},
    unembed: {topK: 7},
  },
});
