import {defineTextCapture} from 'attention-in-motion/course';

import {COURSE} from './course-text.ts';
import race from './tokenizer-race.capture.ts';

/** The word in capitals as the first of its text, with no space before it. */
export default defineTextCapture({
  kind: 'tokens',
  text: COURSE.parts.capitals.text,
  tokenizers: race.tokenizers,
  specialTokens: false,
});
