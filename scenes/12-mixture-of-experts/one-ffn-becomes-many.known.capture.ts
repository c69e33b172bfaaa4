import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {
    llama: 'assets/configs/llama-3.1-8b.json',
    mixtral: 'assets/configs/mixtral-8x7b.json',
    deepseek: 'assets/configs/deepseek-moe-16b.json',
  },
});
