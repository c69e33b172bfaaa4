import {defineTextCapture} from '../../data-extract/declaration.ts';

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
      animals: 'dog cat bunny rabbit bear squirrel mouse lion fox frog bird'.split(' '),
      food: 'cake sandwich cookies pie bread soup rice pizza'.split(' '),
      colours: 'red yellow blue orange green black pink'.split(' '),
      feelings: 'sad upset scared worried angry'.split(' '),
    },
    others: 300,
    snapshots: 60,
  },
});
