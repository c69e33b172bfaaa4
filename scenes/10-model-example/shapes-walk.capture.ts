import {defineCapture} from 'attention-in-motion/course';

export default defineCapture({
  role: 'decoder',
  text: 'Once upon a time there was a little',
  probes: {
    weights: {name: 'embed', rows: 'tokens'},
    residual: {at: ['post']},
    unembed: {topK: 6},
  },
});
