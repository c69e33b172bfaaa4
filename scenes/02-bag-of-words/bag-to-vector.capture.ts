import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'bag-of-words',
  sentences: ['That is a cute dog', 'My cat is cute'],
  shuffled: {sentence: 1, seed: 1},
});
