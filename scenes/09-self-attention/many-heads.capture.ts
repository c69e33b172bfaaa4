import {defineCapture} from '../../data-extract/declaration.ts';

export default defineCapture({
  role: 'decoder',
  text: 'Lily saw a little bird in the tree. It was sad.',
  probes: {
    attention: {pattern: true},
    headValues: {of: ['z']},
    outputs: {of: ['attn_out']},
  },
  heads: {
    antecedent: {rule: 'most-mass', from: {token: 'It'}, to: {token: 'bird'}},
  },
});
