import {defineCapture} from 'attention-in-motion/course';

import {ANTECEDENT, ASKS, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    attention: {pattern: true},
    headSteps: {
      heads: ['antecedent', 'name', 'before', 'even', 'sink'],
      query: 'antecedent',
    },
    headKinds: true,
    residual: {at: ['pre', 'mid', 'post']},
    logits: {topK: 10},
  },
  heads: {
    antecedent: ANTECEDENT,
    name: {rule: 'most-mass', from: ASKS, to: {token: 'Lily'}},
    before: {rule: 'most-mass', from: ASKS, to: {token: '.', occurrence: 0}},
    even: {rule: 'most-even'},
    sink: {rule: 'first-token'},
  },
});
