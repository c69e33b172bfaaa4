import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {distinctLabels, tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './lm-head.capture.ts';

/** The last vector, the scores that the head makes of it, and their shares. */
export function readHead(capture: Captured<typeof declaration>) {
  const {tokens, logits, norms, unembed, source} = capture;
  const last = tokens.length - 1;
  const {top} = logits.positions[logits.positions.length - 1];
  const shares = top.map(({probability}) => probability);
  const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
  return {
    tokens,
    last,
    source,
    vocab: logits.vocab,
    labels: distinctLabels(top),
    vectors: norms.final('normalized'),
    names: tokens.map(tokenLabel),
    // The head's rows of the best tokens, and what the last vector makes of each number.
    rows: unembed.rows,
    vector: unembed.vector,
    products: unembed.numberProducts,
    scores: Tensor.of(
      top.map(({logit}) => logit),
      'token',
      source,
    ),
    // What has no row stands behind those that have one.
    shares: Tensor.of([...shares, rest], 'token', source),
    facts: {
      asked: tokenLabel(tokens[last]),
      best: tokenLabel(top[0]),
      score: top[0].logit,
      share: shares[0],
      shown: top.length,
      sum: 1 - rest,
      rest,
      vocab: logits.vocab,
      others: logits.vocab - top.length,
      width: norms.final('normalized').shape[1],
      count: tokens.length,
    },
  };
}
