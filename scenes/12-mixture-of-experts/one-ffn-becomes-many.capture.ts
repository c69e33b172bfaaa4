import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {LAYER, SENTENCE} from './sentence.ts';

export default defineCapture({
  role: 'moe',
  text: SENTENCE,
  probes: {router: {layers: [LAYER]}},
});
