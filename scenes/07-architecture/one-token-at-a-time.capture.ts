import {defineCapture} from 'attention-in-motion/course';

import {PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {
    logits: {topK: 1},
    generation: {strategy: 'greedy', steps: 9, candidates: 5},
  },
});
