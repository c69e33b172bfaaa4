import {defineCapture} from 'attention-in-motion/course';

import {OPEN_PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: OPEN_PROMPT,
  probes: {
    generation: {
      strategy: 'greedy',
      steps: 40,
      candidates: 1,
      compareCache: true,
      repeats: 9,
    },
  },
});
