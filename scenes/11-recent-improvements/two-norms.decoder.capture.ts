import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {SENTENCE} from '../09-self-attention/sentence.ts';
import {STATIONS} from './norm-stations.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {norms: STATIONS},
});
