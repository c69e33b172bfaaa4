import type {CapturedConfigs} from 'attention-in-motion/captured/model-sizes';
import type {Captured} from 'attention-in-motion/captured/open-capture';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './shared-heads.capture.ts';

/** Heads of a known model, and what its cache takes with more and fewer of them. */
export function readSharing({model, sizes}: CapturedConfigs) {
  const {label, stamp, architecture} = model('llama');
  const {cache} = sizes('llama');
  const {heads, keyHeads, headSize} = architecture;
  return {
    heads,
    source: stamp,
    /** Heads of keys and bytes of a token: one for each, as it is, one for all. */
    ways: [
      {keyHeads: heads, bytes: cache.bytesPerTokenMha},
      {keyHeads, bytes: cache.bytesPerToken},
      {keyHeads: 1, bytes: cache.bytesPerTokenMqa},
    ],
    facts: {
      model: label,
      heads,
      keyHeads,
      headSize,
      group: heads / keyHeads,
      own: cache.bytesPerTokenMha,
      bytes: cache.bytesPerToken,
      one: cache.bytesPerTokenMqa,
      times: heads / keyHeads,
    },
  };
}

/** Queries, keys and values of one token in a layer that was run. */
export function readHeads({
  tokens,
  heads,
  headValues,
  source,
}: Captured<typeof declaration>) {
  const {layer, head, query} = heads.antecedent;
  const of = (what: 'q' | 'k' | 'v') => headValues.of(what, layer).at(query.index);
  const [queries, keys, values] = [of('q'), of('k'), of('v')];
  const [count, keyCount] = [queries.shape[0], keys.shape[0]];
  return {
    queries,
    keys,
    values,
    head,
    source,
    isShared: keyCount < count,
    facts: {
      token: tokenLabel(tokens[query.index]),
      layer,
      count,
      keyCount,
      each: count / keyCount,
    },
  };
}
