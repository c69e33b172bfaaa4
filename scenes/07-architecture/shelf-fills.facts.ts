import type {Captured} from 'attention-in-motion/captured/open-capture';
import {evenly} from 'attention-in-motion/components/evenly';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './shelf-fills.capture.ts';

/** So many tokens are read one by one; those before them in one step. */
const LATER = 3;
/** So many layers have a board; of deeper models some are left out. */
const MOST = 4;

/** Keys and values of a head in each layer, and the bytes of all of them. */
export function readShelf({tokens, kvCache}: Captured<typeof declaration>) {
  const labels = tokens.map(tokenLabel);
  const {layers, bytesPerToken} = kvCache;
  const prompt = Math.max(1, labels.length - LATER);
  const shown = evenly(layers.length, MOST).map(i => layers[i].layer);
  const [heads, , size] = layers[0].key;
  return {
    labels,
    prompt,
    bytesPerToken,
    boards: shown.map(layer => ({
      layer,
      keys: kvCache.keys(layer).at(0),
      values: kvCache.values(layer).at(0),
    })),
    facts: {
      prompt,
      layers: layers.length,
      shown: shown.length,
      heads,
      size,
      next: labels[prompt],
      read: prompt + 1,
      count: labels.length,
      each: bytesPerToken,
      all: bytesPerToken * labels.length,
    },
  };
}
