import {defineTextCapture} from 'attention-in-motion/course';

/** Words around which the map is filled; each is a landmark. */
const LANDMARKS = [
  'king cat guitar rice red doctor football river computer car france monday happy mother',
  'shirt tree physics money war school law city ship bread dance bird gold star hand organ',
];

export default defineTextCapture({
  kind: 'word-vectors',
  neighbours: {of: ['cat', 'guitar', 'king', 'organ'], count: 8},
  map: {
    frequent: 800,
    around: {of: LANDMARKS.join(' ').split(' '), count: 40},
    layout: 'umap',
    neighbours: 12,
    spacing: 0.6,
    seed: 4,
  },
});
