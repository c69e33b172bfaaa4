import {defineCapture} from 'attention-in-motion/course';

import {OPENING} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: OPENING,
  probes: {
    decoding: {
      most: 10,
      ways: {
        plain: {},
        cold: {temperature: 0.5},
        hot: {temperature: 1.5},
        topK: {topK: 3},
        topP: {topP: 0.8, seed: 7, draws: 100},
      },
    },
  },
});
