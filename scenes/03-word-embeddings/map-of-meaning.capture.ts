import {defineTextCapture} from '../../data-extract/declaration.ts';

export default defineTextCapture({
  kind: 'word-vectors',
  neighbours: {of: ['king', 'cat'], count: 8},
  map: {
    frequent: 1700,
    around: {
      of: 'king cat guitar rice red doctor football river computer car'.split(' '),
      count: 30,
    },
    layout: 'umap',
    neighbours: 10,
    spacing: 0.4,
    seed: 1,
  },
});
