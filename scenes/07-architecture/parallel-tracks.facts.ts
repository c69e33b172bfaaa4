import type {Captured} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {evenly} from 'attention-in-motion/components/evenly';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './parallel-tracks.capture.ts';

/** So many blocks have a column; of deeper models some are left out. */
const MOST = 4;

/** Every token's vector from the embedding to the last block, and what comes of the last. */
export function readTracks(capture: Captured<typeof declaration>) {
  const {tokens, residual, logits, source} = capture;
  const {layers} = residual;
  const last = tokens.length - 1;
  const start = residual.at('pre', 0);
  const [best] = logits.positions[logits.positions.length - 1].top;
  const labels = tokens.map(tokenLabel);
  const middle = Math.floor(last / 2);
  const shown = evenly(layers, MOST);
  return {
    labels,
    last,
    middle,
    start,
    source,
    startLimit: sizeOf(start.at(last)),
    blocks: shown.map(layer => {
      const values = residual.at('post', layer);
      return {layer, values, limit: sizeOf(values.at(last))};
    }),
    // Only the last track is asked for the next token.
    answers: labels.map((_, i) => (i === last ? [{label: tokenLabel(best)}] : [])),
    facts: {
      count: tokens.length,
      width: start.shape[1],
      layers,
      blocks: shown.length,
      asked: labels[last],
      middle: labels[middle],
      before: middle,
      best: tokenLabel(best),
      share: best.probability,
    },
  };
}

/**
 * The largest number of a track: the first token's can be many times larger, and would
 * leave all others pale.
 */
const sizeOf = ({data}: Tensor): number =>
  data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
