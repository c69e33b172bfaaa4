import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {TWICE} from './sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: TWICE,
  probes: {attention: {pattern: true}, headKinds: true},
});
