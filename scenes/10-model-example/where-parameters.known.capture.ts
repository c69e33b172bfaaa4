import {defineTextCapture} from 'attention-in-motion/course';

/** Known models, from the smallest to the largest. */
export default defineTextCapture({
  kind: 'model-sizes',
  models: {
    gpt2: 'assets/configs/gpt2.json',
    phi: 'assets/configs/phi-3-mini.json',
    llama: 'assets/configs/llama-3.1-8b.json',
    mixtral: 'assets/configs/mixtral-8x7b.json',
  },
});
