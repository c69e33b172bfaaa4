import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {llama: 'assets/configs/llama-3.1-8b.json'},
});
