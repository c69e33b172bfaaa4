import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type even from './balance-and-capacity.capture.ts';
import type skewed from './balance-and-capacity.unbalanced.capture.ts';

type Balanced = Captured<typeof even>;
type Unbalanced = Captured<typeof skewed>;

/** One model's choices in a layer, as they come to the experts. */
function readLoad({tokens, router, source}: Balanced | Unbalanced, layer: number) {
  const {positions, experts, topK, load, capacity} = router.layer(layer);
  if (!capacity) throw new Error('The router was captured without a capacity.');
  // Experts fill up with the first choices of all tokens, then with their second ones.
  const arrivals = Array.from({length: topK}, (_, choice) =>
    positions.map(({chosen}, position) => ({
      label: tokenLabel(tokens[position]),
      expert: chosen[choice],
    })),
  ).flat();
  return {
    tokens,
    source: {
      ...source,
      layer,
    },
    experts,
    labels: arrivals.map(({label}) => label),
    choices: arrivals.map(({expert}) => [expert]),
    load,
    capacity,
    imbalances: Tensor.of(
      router.layers.map(one => one.load.imbalance),
      'layer',
      source,
    ),
    facts: {
      most: Math.max(...load.tokens),
      idle: load.tokens.filter(count => count === 0).length,
      full: capacity.dropped.length,
      lost: capacity.lost.length,
      worst: Math.max(...router.layers.map(one => one.load.imbalance)),
    },
  };
}

/** What two routers must share for their loads to be compared. */
function shapeOf({tokens, router}: Balanced | Unbalanced): string {
  const {experts, topK} = router.layer(router.layers[0].layer);
  const counts = `${router.layers.length} layers of ${experts} experts`;
  return `${counts}, ${topK} for each of ${tokens.length} tokens`;
}

/**
 * The same text in two models: trained to spread it over their experts, and not.
 *
 * @throws Error where the two are no pair: other layers, experts or tokens.
 */
export function readBalance(balanced: Balanced, unbalanced: Unbalanced) {
  const [one, other] = [shapeOf(balanced), shapeOf(unbalanced)];
  if (one !== other)
    throw new Error(
      `The models of the roles moe and moe-unbalanced differ in more than their training: ${one}; ${other}. Give both roles a pair.`,
    );
  // The layer in which the second spreads it least.
  const [{layer}] = unbalanced.router.layers.toSorted(
    (a, b) => b.load.imbalance - a.load.imbalance,
  );
  const [even, skewed] = [balanced, unbalanced].map(one => readLoad(one, layer));
  const {experts, capacity, choices} = even;
  return {
    even,
    skewed,
    experts,
    slots: capacity.slots,
    kept: [...skewed.tokens.keys()].filter(
      token => !skewed.capacity.lost.includes(token),
    ),
    worst: Math.max(even.facts.worst, skewed.facts.worst),
    highest: Math.max(even.facts.most, skewed.facts.most),
    layers: balanced.router.layers.map(one => one.layer),
    facts: {
      layer,
      experts,
      tokens: balanced.tokens.length,
      topK: choices.length / balanced.tokens.length,
      share: choices.length / experts,
      slots: capacity.slots,
      factor: capacity.factor,
      even: even.facts,
      skewed: skewed.facts,
    },
  };
}
