import {defineTextCapture} from 'attention-in-motion/course';

import {DOCUMENTS} from './documents.ts';

export default defineTextCapture({
  kind: 'tokens',
  text: Object.values(DOCUMENTS).join('\n'),
  tokenizers: ['tokenizer:gpt2'],
  parts: {
    a: {text: DOCUMENTS.a},
    b: {text: DOCUMENTS.b},
    c: {text: DOCUMENTS.c},
    d: {text: DOCUMENTS.d},
    e: {text: DOCUMENTS.e},
    f: {text: DOCUMENTS.f},
  },
});
