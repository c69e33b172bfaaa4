import {defineCapture} from 'attention-in-motion/course';

export default defineCapture({
  role: 'windowed',
  // Short, so that every pair of tokens is a square that can be seen.
  text: 'a small bird sang',
  probes: {attention: {pattern: true}},
});
