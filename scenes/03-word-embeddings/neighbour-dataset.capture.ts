import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'skip-gram',
  text: 'One day the little cat climbed the tree to look at a bird.',
  window: 2,
  negatives: 2,
  seed: 1,
  corpus: {path: 'assets/models/recipe/data/stories.txt.gz', minCount: 20},
});
