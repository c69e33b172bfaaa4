import {defineTextCapture} from '../../data-extract/declare/declaration.ts';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {
    mixtral: 'assets/configs/mixtral-8x7b.json',
    llama: 'assets/configs/llama-3.1-8b.json',
  },
});
