import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {chooseKeys} from 'attention-in-motion/components/key-rows';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './relevance-scoring.capture.ts';

/** Rows of the table. */
const ROWS = 14;

/** A head's query and keys, what they make of each other, and what captions say of it. */
export function readScores(capture: Captured<typeof declaration>) {
  const {tokens, heads, headSteps, attention, headValues} = capture;
  const {layer, head, query: asks, key: meant} = heads.antecedent;
  const [query, target] = [asks.index, meant.index];
  const of = (part: 'q' | 'k' | 'rot_q' | 'rot_k'): Tensor =>
    headValues.head(part, layer, head);
  const steps = headSteps.of('antecedent');
  const {scale, lead, largest} = steps;
  if (scale === null) {
    throw new Error(
      `Scores of layer ${layer} are no multiple of q · k; this scene needs that.`,
    );
  }
  const {value: factor, size, isRoot} = scale;
  const isTurned = headValues.has('rot_q', layer);
  const turned = isTurned ? {q: of('rot_q').at(query), k: of('rot_k')} : null;
  const [q, k] = [of('q').at(query), of('k')];
  const scaled = steps.scaled().at(query);
  const shares = attention.pattern(layer, head).at(query);
  const products = steps.terms();
  const labels = tokens.map(tokenLabel);
  const keyRows = chooseKeys(shares.data, query, ROWS);
  const [best, second = null] = steps.keys.map(({index}) => index);
  const chosen = largest.entries;
  const entries = Array.from({length: size}, (_, i) => i);
  return {
    labels,
    query,
    target,
    best,
    second,
    shares,
    scaled,
    q,
    k,
    turned,
    size,
    scale: factor,
    keyRows,
    chosen,
    isRoot,
    products,
    rest: entries.filter(i => !chosen.includes(i)),
    components: entries.map(i => `#${i}`),
    terms: {
      q: turned?.q ?? q,
      k: (turned?.k ?? k).at(target),
      products: products.at(target),
    },
    positions: Tensor.of([...tokens.keys()], 'position', scaled.source),
    raw: steps.raw().at(query),
    facts: {
      token: labels[query],
      target: labels[target],
      size,
      raw: largest.sum,
      scaled: scaled.data[target],
      share: meant.share,
      root: Math.sqrt(size),
      scale: factor,
      best: labels[best],
      // Named only where there is a second key.
      ...(lead && second !== null
        ? {second: labels[second], gap: lead.score ?? 0, factor: Math.round(lead.times)}
        : {second: '', gap: 0, factor: 0}),
      others: keyRows.others.length,
    },
  };
}
