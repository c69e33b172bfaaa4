import {defineTextCapture} from '../../data-extract/declare/declaration.ts';

/** The same text in a vocabulary that cuts it elsewhere. */
export default defineTextCapture({
  kind: 'tokens',
  text: 'Have the 🎵 bards who preceded',
  tokenizers: ['tokenizer:gpt2'],
});
