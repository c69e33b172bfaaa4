import {defineCapture} from 'attention-in-motion/course';

export default defineCapture({
  role: 'decoder',
  text: 'The little cat sat on the mat',
  probes: {attention: {pattern: true}},
  heads: {before: {rule: 'previous-token'}},
});
