import {defineTextCapture} from '../../data-extract/declare/declaration.ts';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {
    mixtral: 'assets/configs/mixtral-8x7b.json',
    deepseek: 'assets/configs/deepseek-moe-16b.json',
  },
});
