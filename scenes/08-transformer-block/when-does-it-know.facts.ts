import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import {lensLayers} from './lens-layers.ts';
import type declaration from './when-does-it-know.capture.ts';

/** What the head makes of the stream after each layer, and what captions say of it. */
export function readLens({tokens, lens, source}: Captured<typeof declaration>) {
  const asked = tokens.length - 2;
  const {layers, rows} = lensLayers(lens);
  const last = layers.length - 1;
  const answer = tokenLabel(tokens[asked + 1]);
  // From here on it is first to the end.
  const knows = layers.findLastIndex(({rank}) => rank > 1) + 1;
  return {
    prompt: tokens.slice(0, asked + 1),
    source,
    layers,
    rows,
    knows: knows <= last ? knows : null,
    ranks: Tensor.of(
      layers.map(({rank}) => rank),
      'layer',
      source,
    ),
    shares: Tensor.of(
      layers.map(({share}) => share),
      'layer',
      source,
    ),
    isEcho: layers[0].top[0].id === tokens[asked].id,
    facts: {
      answer,
      asked: tokenLabel(tokens[asked]),
      layers: last,
      best: tokenLabel(layers[0].top[0]),
      first: {rank: layers[0].rank},
      end: {...layers[last], best: tokenLabel(layers[last].top[0]), top: null},
      knows: layers[Math.min(knows, last)].after,
      share: layers[Math.min(knows, last)].share,
    },
  };
}
