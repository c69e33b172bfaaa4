import type {Captured} from 'attention-in-motion/captured/open-capture';
import {periodOf} from 'attention-in-motion/components/rope';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './rotary-positions.capture.ts';

/** So far both are moved on together. */
const ON = 20;

/** A query and a key of one head, how positions turn them, and their score by distance. */
export function readRotation(captured: Captured<typeof declaration>) {
  const {tokens, heads, rotary, attention, source} = captured;
  const {layer} = heads.antecedent;
  const {pairs, query, key, scores} = rotary;
  const scale = attention.facts(layer).scale ?? 1;
  const vector = rotary.before('q').at(query);
  const byDistance = scores.map(score => score * scale);
  const [fast, slow] = [pairs[0], pairs[pairs.length - 1]].map(one => one.frequency);
  const distance = query - key;
  return {
    pairs,
    scale,
    byDistance,
    on: ON,
    source: {...source, layer, head: rotary.head},
    at: {query, key},
    queryVector: vector,
    keyVector: rotary.before('k').at(key),
    /** Distances at which scores were made, from 0. */
    distances: scores.map((_, offset) => offset),
    facts: {
      query: tokenLabel(tokens[query]),
      key: tokenLabel(tokens[key]),
      at: query,
      keyAt: key,
      distance,
      size: vector.data.length,
      pairs: pairs.length,
      fast: periodOf(fast),
      slow: periodOf(slow),
      score: byDistance[distance],
      on: ON,
      movedQuery: query + ON,
      movedKey: key + ON,
      farthest: scores.length - 1,
      least: Math.min(...byDistance),
      most: Math.max(...byDistance),
      // Where most of it stands after all: no claim that far is always less.
      highest: byDistance.indexOf(Math.max(...byDistance)),
    },
  };
}
