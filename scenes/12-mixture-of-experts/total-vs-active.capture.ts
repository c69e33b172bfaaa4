import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {
    mixtral: 'assets/configs/mixtral-8x7b.json',
    llama: 'assets/configs/llama-3.1-8b.json',
  },
});
