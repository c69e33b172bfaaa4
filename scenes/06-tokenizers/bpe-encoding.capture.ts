import {defineTextCapture} from '../../data-extract/declare/declaration.ts';

export default defineTextCapture({
  kind: 'bpe-encoding',
  tokenizer: 'tokenizer:gpt2',
  words: [' Shawshank', ' squirrel', ' tokenization', ' llama', ' CAPITALIZATION'],
});
