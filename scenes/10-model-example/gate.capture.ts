import {defineCapture} from 'attention-in-motion/course';

/** One gated layer; the last token is followed. */
export default defineCapture({
  role: 'decoder',
  text: 'Lily saw a little bird. It was sad',
  probes: {mlp: {of: ['pre', 'act', 'pre_linear', 'post'], top: 6, layers: [0]}},
});
