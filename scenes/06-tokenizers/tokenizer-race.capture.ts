import {defineTextCapture} from '../../data-extract/declaration.ts';
import {COURSE_TEXT} from './course-text.ts';

export default defineTextCapture({
  kind: 'tokens',
  text: COURSE_TEXT,
  tokenizers: [
    'tokenizer:bert',
    'tokenizer:gpt2',
    'tokenizer:llama2',
    'tokenizer:gpt4',
    'tokenizer:llama3',
    'tokenizer:gpt4o',
    'tokenizer:gemma3',
  ],
  parts: {
    capitals: {text: 'CAPITALIZATION'},
    symbols: {text: '🎵 鸟'},
    code: {text: 'show_tokens False None elif == >= else'},
    spaces: {text: '"    "'},
    moreSpaces: {text: '"       "'},
    digits: {text: '12.0*50=600'},
  },
});
