import {defineCapture} from 'attention-in-motion/course';

export default defineCapture({
  role: 'moe',
  text: 'One day, Lily went to the park with her mom. She saw a big red ball. "Can I play with it?" she asked.',
  probes: {
    router: {scores: true, probabilities: true},
    outputs: {of: ['mlp_out']},
    modules: true,
  },
});
