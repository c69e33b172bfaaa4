import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {distinctLabels, tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './shapes-walk.capture.ts';

/** A shape as programs print it. */
const shapeOf = (...sides: readonly number[]): string => `[${sides.join(', ')}]`;

/** What goes through the model, with its shape at each station. */
export function readShapes(capture: Captured<typeof declaration>) {
  const {tokens, weights, residual, unembed, model, source} = capture;
  const embedded = weights.rows('embed');
  const [count, width] = embedded.shape;
  const {layers, vocab} = model;
  return {
    tokens,
    source,
    embedded,
    vector: unembed.vector,
    last: count - 1,
    labels: tokens.map(tokenLabel),
    /** The vectors of all tokens after each layer. */
    after: Array.from({length: layers}, (_, layer) => residual.at('post', layer)),
    best: distinctLabels(unembed.tokens),
    scores: Tensor.of(
      unembed.tokens.map(({logit}) => logit),
      'token',
      source,
    ),
    facts: {
      count,
      width,
      layers,
      vocab,
      numbers: count * width,
      shape: {
        ids: shapeOf(1, count),
        vectors: shapeOf(1, count, width),
        logits: shapeOf(1, count, vocab),
      },
      asked: tokenLabel(tokens[count - 1]),
      best: tokenLabel(unembed.tokens[0]),
      logit: unembed.tokens[0].logit,
    },
  };
}
