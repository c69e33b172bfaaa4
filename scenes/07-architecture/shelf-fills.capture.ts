import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {PROMPT} from './prompt.ts';

export default defineCapture({
  role: 'decoder',
  text: PROMPT,
  probes: {kvCache: {values: true}},
});
