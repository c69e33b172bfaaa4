import {defineCapture} from 'attention-in-motion/course';

/** The same text in a model whose layers have no gate. */
export default defineCapture({
  role: 'encoder',
  text: 'Lily saw a little bird. It was sad.',
  probes: {mlp: {of: ['pre', 'post'], layers: [0]}},
});
