import {defineCapture} from 'attention-in-motion/course';

export default defineCapture({
  role: 'decoder',
  text: 'The sun was shining on the oak tree and the sky was',
  probes: {embeddings: {tokens: true}, logits: {topK: 10}},
});
