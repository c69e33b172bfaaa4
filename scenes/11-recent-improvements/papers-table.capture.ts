import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'model-sizes',
  models: {paper: 'assets/configs/llama-3.1-8b.json'},
});
