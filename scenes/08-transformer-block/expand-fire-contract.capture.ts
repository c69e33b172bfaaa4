import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {PROMPT} from '../07-architecture/prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {
    mlp: {of: ['pre', 'pre_linear', 'post'], bins: 21, layers: [0]},
    norms: {of: ['normalized'], layers: [0]},
    outputs: {of: ['mlp_out'], layers: [0]},
  },
});
