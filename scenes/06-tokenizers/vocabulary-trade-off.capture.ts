import {defineTextCapture} from 'attention-in-motion/course';

import {COURSE_TEXT} from './course-text.ts';

export default defineTextCapture({
  kind: 'vocabulary-trade-off',
  tokenizers: [
    'tokenizer:bert',
    'tokenizer:llama2',
    'tokenizer:gpt2',
    'tokenizer:gpt4',
    'tokenizer:llama3',
    'tokenizer:gpt4o',
    'tokenizer:gemma3',
  ],
  texts: {
    course: COURSE_TEXT,
    english:
      'Write an email apologizing to Sarah for the tragic gardening mishap. Explain how it happened.',
    korean:
      '사라에게 비극적인 정원 사고에 대해 사과하는 이메일을 써 주세요. 어떻게 일어났는지 설명해 주세요.',
    code: 'for (const token of tokens) {\n    counts.set(token, (counts.get(token) ?? 0) + 1);\n}\n',
  },
  dModel: 3072,
});
