import {defineCapture} from 'attention-in-motion/course';

export default defineCapture({
  role: 'decoder',
  text: 'Once upon a time',
  probes: {modules: true},
});
