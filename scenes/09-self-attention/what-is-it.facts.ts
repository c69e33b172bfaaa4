import type {Captured} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import type {HeadPlace} from 'attention-in-motion/components/HeadMap';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './what-is-it.capture.ts';

/** What some heads make of one word, and what captions say of them. */
export function readHeads(capture: Captured<typeof declaration>) {
  const {tokens, heads, headSteps, headKinds, attention} = capture;
  const query = heads.antecedent.query.index;
  const {most} = headKinds.limits;
  const rowOf = ({layer, head}: HeadPlace): Tensor =>
    attention.pattern(layer, head).at(query);
  /** What a head gives to the token that its rule names. */
  const gives = (name: 'antecedent' | 'name' | 'before') => {
    const {key} = heads[name];
    return {token: tokenLabel(key), share: key.share};
  };
  /** The token to which a head gives most. */
  const best = (name: keyof typeof heads) => headSteps.of(name).keys[0];
  return {
    query,
    rowOf,
    /** Whether the model has a head that does what the caption says of it. */
    holds: {
      name: best('name').index === heads.name.key.index,
      before: heads.before.key.share >= most,
      even: true,
      sink: heads.sink.score >= most,
    },
    facts: {
      query: tokenLabel(tokens[query]),
      count: tokens.length,
      heads: attention.layers * attention.heads,
      antecedent: gives('antecedent'),
      name: gives('name'),
      before: gives('before'),
      even: {largest: best('even').share},
      sink: {share: rowOf(heads.sink).data[0], mean: heads.sink.score},
    },
  };
}
