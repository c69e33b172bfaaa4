import {defineTextCapture} from '../../data-extract/declaration.ts';
import race from './tokenizer-race.capture.ts';

/** The word in capitals as the first of its text, with no space before it. */
export default defineTextCapture({
  kind: 'tokens',
  text: race.parts.capitals.text,
  tokenizers: race.tokenizers,
  specialTokens: false,
});
