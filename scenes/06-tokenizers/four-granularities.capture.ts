import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'granularities',
  text: 'Have the 🎵 bards who preceded',
  words: {path: 'assets/models/recipe/data/stories.txt.gz', size: 5000},
  tokenizer: 'tokenizer:llama2',
});
