import {defineCapture} from 'attention-in-motion/course';

import {PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {
    generation: {strategy: 'greedy', steps: 5, candidates: 6, compareCache: true},
  },
});
