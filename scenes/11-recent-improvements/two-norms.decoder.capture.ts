import {defineCapture} from '../../data-extract/declare/declaration.ts';
import {SENTENCE} from '../09-self-attention/sentence.ts';

export default defineCapture({
  role: 'decoder',
  text: SENTENCE,
  probes: {
    norms: {
      of: [
        'in',
        'mean_in',
        'mean',
        'centred',
        'scale',
        'divided',
        'gain',
        'bias',
        'normalized',
      ],
      layers: [-1],
    },
  },
});
