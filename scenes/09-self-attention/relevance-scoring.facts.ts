import {dotTerms, largest} from '../captured/products.ts';
import type {Captured} from '../captured/open-capture.ts';
import {Tensor} from '../captured/tensor.ts';
import {chooseKeys} from '../components/key-rows.ts';
import {tokenLabel} from '../components/token-label.ts';
import type declaration from './relevance-scoring.capture.ts';

/** Rows of the table, and products that are written out. */
const ROWS = 14;
const TERMS = 6;

/** A head's query and keys, what they make of each other, and what captions say of it. */
export function readScores(capture: Captured<typeof declaration>) {
  const {tokens, heads, attention, headValues} = capture;
  const {layer, head, from, to} = heads.antecedent;
  const [query, target] = [from ?? 0, to ?? 0];
  const of = (part: 'q' | 'k' | 'rot_q' | 'rot_k'): Tensor =>
    headValues.head(part, layer, head);
  const {scale} = attention.facts(layer);
  if (scale === null) {
    throw new Error(
      `Scores of layer ${layer} are no multiple of q · k; this scene needs that.`,
    );
  }
  const isTurned = headValues.has('rot_q', layer);
  const turned = isTurned ? {q: of('rot_q').at(query), k: of('rot_k')} : null;
  const [q, k] = [of('q').at(query), of('k')];
  const scaled = attention.scores(layer, head).at(query);
  const shares = attention.pattern(layer, head).at(query);
  const size = q.data.length;
  const products = tokens.map(
    (_, key) => dotTerms(turned?.q ?? q, (turned?.k ?? k).at(key)).terms,
  );
  const sums = products.map(terms => terms.reduce((sum, term) => sum + term, 0));
  const labels = tokens.map(tokenLabel);
  const keyRows = chooseKeys(shares.data, query, ROWS);
  const [best, second] = largest(shares.data.subarray(0, query + 1), 2);
  const vector = (data: ArrayLike<number>, axis: string): Tensor =>
    new Tensor(Float32Array.from(data), [data.length], [axis], scaled.source);
  const chosen = largest(products[target], Math.min(TERMS, size));
  return {
    ...{labels, query, target, best, second, shares, scaled, q, k, turned, size, scale},
    ...{keyRows, chosen, isRoot: Math.abs(scale * Math.sqrt(size) - 1) < 1e-3},
    rest: [...products[target].keys()].filter(i => !chosen.includes(i)),
    components: [...products[target].keys()].map(i => `#${i}`),
    terms: {
      q: turned?.q ?? q,
      k: (turned?.k ?? k).at(target),
      products: vector(products[target], 'd_head'),
    },
    positions: vector([...tokens.keys()], 'position'),
    raw: vector(sums, 'key'),
    products: new Tensor(
      Float32Array.from(products.flatMap(terms => [...terms])),
      [tokens.length, size],
      ['key', 'd_head'],
      scaled.source,
    ),
    facts: {
      token: labels[query],
      target: labels[target],
      size,
      raw: sums[target],
      scaled: scaled.data[target],
      share: shares.data[target],
      root: Math.sqrt(size),
      scale,
      best: labels[best],
      second: labels[second ?? best],
      gap: scaled.data[best] - scaled.data[second ?? best],
      factor: Math.round(shares.data[best] / shares.data[second ?? best]),
      others: keyRows.others.length,
    },
  };
}
