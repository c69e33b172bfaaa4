import {defineTextCapture} from 'attention-in-motion/course';

export default defineTextCapture({
  kind: 'bpe-encoding',
  tokenizer: 'tokenizer:gpt2',
  words: [' Shawshank', ' squirrel', ' tokenization', ' llama', ' CAPITALIZATION'],
});
