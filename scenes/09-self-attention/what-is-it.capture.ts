import {defineCapture} from '../../data-extract/declaration.ts';

export default defineCapture({
  role: 'decoder',
  text: 'Lily saw a little bird in the tree. It was sad.',
  probes: {
    attention: {pattern: true},
    residual: {at: ['pre', 'mid', 'post']},
    logits: {topK: 10},
  },
  heads: {
    antecedent: {rule: 'most-mass', from: {token: 'It'}, to: {token: 'bird'}},
    name: {rule: 'most-mass', from: {token: 'It'}, to: {token: 'Lily'}},
    before: {rule: 'most-mass', from: {token: 'It'}, to: {token: '.', occurrence: 0}},
    even: {rule: 'most-even'},
    sink: {rule: 'first-token'},
  },
});
