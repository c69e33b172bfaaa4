import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'word2vec',
  corpus: {path: 'assets/models/recipe/data/stories.txt.gz', minCount: 20},
  dModel: 32,
  window: 4,
  negatives: 2,
  seed: 1,
  trace: {input: 'tree', output: 'climbed'},
  map: {
    groups: {
      animals: 'dog cat rabbit bear fox frog lion'.split(' '),
      food: 'cake cookies pie sandwich soup pizza'.split(' '),
      colours: 'red blue yellow green orange black'.split(' '),
      feelings: 'sad upset scared worried angry'.split(' '),
    },
    others: 300,
    snapshots: 60,
  },
});
