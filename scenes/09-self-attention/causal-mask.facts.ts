import type {Captured} from 'attention-in-motion/captured/open-capture';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './causal-mask.capture.ts';
import type encoderDeclaration from './causal-mask.encoder.capture.ts';

/** A head's scores and weights, a pattern that looks both ways, and what captions say. */
export function readMask(
  {tokens, heads, attention}: Captured<typeof declaration>,
  encoder: Captured<typeof encoderDeclaration>,
) {
  const {layer, head, query, key} = heads.antecedent;
  const pattern = attention.pattern(layer, head);
  const {ahead} = encoder.heads;
  return {
    query: query.index,
    target: key.index,
    pattern,
    scores: attention.scores(layer, head),
    both: encoder.attention.pattern(ahead.layer, ahead.head),
    facts: {
      count: tokens.length,
      before: tokenLabel(tokens[query.index - 1]),
      after: tokenLabel(query),
      first: pattern.at(0).data[0],
      query: tokenLabel(query),
      visible: query.index + 1,
      share: key.share,
      target: tokenLabel(key),
      ahead: ahead.score,
    },
  };
}
