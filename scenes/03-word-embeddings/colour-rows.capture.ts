import {defineTextCapture} from '../../data-extract/declaration.ts';

export default defineTextCapture({
  kind: 'word-vectors',
  words: ['king', 'man', 'woman', 'queen', 'cat', 'dog'],
  neighbours: {of: ['king'], count: 6},
  analogies: {
    royal: {plus: ['king', 'woman'], minus: ['man'], count: 6},
  },
});
