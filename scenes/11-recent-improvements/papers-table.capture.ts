import {defineTextCapture} from '../../data-extract/declare/declaration.ts';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {paper: 'assets/configs/llama-3.1-8b.json'},
});
