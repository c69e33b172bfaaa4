import {defineCapture} from 'attention-in-motion/course';

import {SENSES, WORD} from './senses.ts';

export default defineCapture({
  role: 'encoder',
  text: SENSES[0][0],
  probes: {contexts: {word: WORD, texts: SENSES.flat()}},
});
