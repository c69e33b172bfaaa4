import {defineCapture} from 'attention-in-motion/course';

export default defineCapture({
  role: 'decoder',
  text: 'Lily saw a little bird in the tree. It was sad.',
  probes: {
    attention: {pattern: true, scores: true},
    headValues: {of: ['q', 'k', 'v', 'rot_q', 'rot_k', 'z'], layers: [2]},
    kvCache: {values: true},
    generation: {strategy: 'greedy', steps: 12, candidates: 5, compareCache: true},
    modules: true,
  },
});
