import type {Captured} from 'attention-in-motion/captured/open-capture';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './make-qkv.capture.ts';

const PARTS = [
  {role: 'query', name: 'q', weight: 'W_Q'},
  {role: 'key', name: 'k', weight: 'W_K'},
  {role: 'value', name: 'v', weight: 'W_V'},
] as const;

/** What a head reads and what it makes of it, and what captions say of that. */
export function readHead(capture: Captured<typeof declaration>) {
  const {tokens, heads, headSteps, attention, residual, headWeights, headValues} =
    capture;
  const {layer, head, query, key} = heads.antecedent;
  const at = query.index;
  const steps = headSteps.of('antecedent');
  const {heads: count, keyHeads} = attention.facts(layer);
  const input = steps.input().at(at);
  // In most models the head reads the stream after a norm, in some the stream itself.
  const isNormed = steps.reads.q === 'ln1.hook_normalized';
  if (!isNormed && steps.reads.q !== 'hook_resid_pre') {
    throw new Error(`The queries of layer ${layer} are not made of its norm or stream.`);
  }
  const parts = PARTS.map(part => ({
    ...part,
    weights: headWeights.of(part.weight),
    /** Of all tokens: `[position, d_head]`. */
    made: headValues.head(part.name, layer, head),
  }));
  const ofToken = (part: 'q' | 'k' | 'v') => headValues.of(part, layer).at(at);
  const {entry: column} = steps.peak;
  return {
    at,
    asks: query,
    head,
    input,
    isNormed,
    parts,
    column,
    stream: residual.at('pre', layer).at(at),
    labels: tokens.map(tokenLabel),
    isShared: (keyHeads ?? count) < count,
    /** Of the token: queries, keys and values of all heads of the layer. */
    all: {queries: ofToken('q'), keys: ofToken('k'), values: ofToken('v')},
    facts: {
      token: tokenLabel(query),
      target: tokenLabel(key),
      layer,
      head,
      count: tokens.length,
      heads: count,
      keyHeads: keyHeads ?? count,
      column,
      width: input.data.length,
      size: parts[0].made.shape[1],
    },
  };
}
