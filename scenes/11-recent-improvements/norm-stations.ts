import type {NormRequest} from 'attention-in-motion/course';

/** All stations of the norms of the last layer: what both models are asked. */
export const STATIONS: NormRequest = {
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
};
