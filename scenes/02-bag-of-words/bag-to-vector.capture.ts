import {defineTextCapture} from '../../data-extract/declare/declaration.ts';

export default defineTextCapture({
  kind: 'bag-of-words',
  sentences: ['That is a cute dog', 'My cat is cute'],
  shuffled: {sentence: 1, seed: 1},
});
