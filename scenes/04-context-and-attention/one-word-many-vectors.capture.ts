import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {SENSES, WORD} from './senses.ts';

export default defineCapture({
  role: 'encoder',
  text: SENSES[0][0],
  probes: {contexts: {word: WORD, texts: SENSES.flat()}},
});
