import {defineCapture} from '../../data-extract/declaration.ts';
import {TWICE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: TWICE,
  probes: {attention: {pattern: true}},
});
