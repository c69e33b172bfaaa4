import {defineTextCapture} from 'attention-in-motion/course';

import {COURSE} from './course-text.ts';

export default defineTextCapture({
  kind: 'tokens',
  ...COURSE,
  tokenizers: [
    'tokenizer:bert',
    'tokenizer:gpt2',
    'tokenizer:llama2',
    'tokenizer:gpt4',
    'tokenizer:llama3',
    'tokenizer:gpt4o',
    'tokenizer:gemma3',
  ],
});
