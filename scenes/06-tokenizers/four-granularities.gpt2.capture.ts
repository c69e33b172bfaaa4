import {defineTextCapture} from 'attention-in-motion/course';

/** The same text in a vocabulary that cuts it elsewhere. */
export default defineTextCapture({
  kind: 'tokens',
  text: 'Have the 🎵 bards who preceded',
  tokenizers: ['tokenizer:gpt2'],
});
