import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'word-vectors',
  words: ['king', 'queen', 'cat', 'man', 'woman'],
  neighbours: {of: ['king'], count: 6},
  analogies: {
    sum: {plus: ['king', 'woman'], minus: ['man'], count: 5},
  },
});
