import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {
    mixtral: 'assets/configs/mixtral-8x7b.json',
    deepseek: 'assets/configs/deepseek-moe-16b.json',
  },
});
