import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {
    before: 'assets/configs/transformer-2017.json',
    after: 'assets/configs/llama-3.1-8b.json',
  },
});
