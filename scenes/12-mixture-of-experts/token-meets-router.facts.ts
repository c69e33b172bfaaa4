import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {likelyExperts, spreadWeights} from 'attention-in-motion/components/expert-plan';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import {LAYER} from './sentence.ts';
import type declaration from './token-meets-router.capture.ts';

/** Experts that have a lane. */
const LANES = 8;
/** What shares may be off by and still sum to 100%. */
const ROUNDING = 1e-3;

const sumOf = (values: Iterable<number>): number =>
  [...values].reduce((all, value) => all + value, 0);

/** One token at the router of a layer: scores, choice, and what comes of it. */
export function readRouting({
  tokens,
  router,
  outputs,
  source,
}: Captured<typeof declaration>) {
  const {positions, experts, topK, normalised, lengths} = router.layer(LAYER);
  // Of the words after the first, the one whose experts share it most evenly.
  const [at] = [...tokens.keys()]
    .filter(position => /^\s\p{L}{3,}/u.test(tokens[position].text ?? ''))
    .sort(
      (a, b) => Math.max(...positions[a].weights) - Math.max(...positions[b].weights),
    );
  const {chosen, weights} = positions[at];
  const shares = router.probabilities(LAYER).at(at);
  const layerSource = {...source, layer: LAYER};
  const made = router.outputs(LAYER)?.at(at) ?? null;
  const out = outputs.of('mlp_out', LAYER).at(at);
  const kept = sumOf(chosen.map(expert => shares.data[expert]));
  return {
    tokens,
    source,
    at,
    chosen,
    shares,
    made,
    out,
    experts,
    normalised,
    scores: router.scores(LAYER).at(at),
    drawn: likelyExperts(shares.data, LANES),
    isShared: Math.abs(sumOf(shares.data) - 1) < ROUNDING,
    /** By expert, 0 for those that were not chosen. */
    spread: new Tensor(
      spreadWeights(chosen, weights, experts),
      [experts],
      ['expert'],
      layerSource,
    ),
    /** By choice, as what the experts made is. */
    weights: Tensor.of(weights, 'choice', layerSource),
    lengths: Tensor.of(
      lengths?.outputs[at] ?? chosen.map(() => NaN),
      'choice',
      layerSource,
    ),
    facts: {
      token: tokenLabel(tokens[at]),
      layer: LAYER,
      experts,
      topK,
      width: out.data.length,
      numbers: out.data.length * experts,
      best: chosen[0],
      kept,
      // Not said where what experts make is not told.
      length: lengths?.added[at] ?? 0,
      share: shares.data[chosen[0]],
      weights: weights.map(weight => `${Math.round(weight * 100)}%`).join(' + '),
    },
  };
}
