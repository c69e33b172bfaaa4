import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'bpe-training',
  corpus: {path: 'assets/models/recipe/data/stories.txt.gz'},
  // The scene makes 200 of them; the last one is next in line at the end.
  merges: 201,
  candidates: 6,
  watch:
    ' the little bird wanted to play in the park and the other bird said that she was happy',
});
