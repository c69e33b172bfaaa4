import {defineCapture} from 'attention-in-motion/course';

/** Another model in the role: its own tree. */
export default defineCapture({
  role: 'decoder',
  text: 'Once upon a time',
  probes: {modules: true},
});
