import type {Captured} from 'attention-in-motion/captured/open-capture';
import type {Choice} from 'attention-in-motion/components/route-edges';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './route-through-layers.capture.ts';

/** How many experts two ways have in common, over all layers. */
function shared(a: readonly Choice[], b: readonly Choice[]): number {
  return a.reduce(
    (sum, {chosen}, layer) =>
      sum + chosen.filter(expert => b[layer].chosen.includes(expert)).length,
    0,
  );
}

/** The ways of all tokens through the experts of all layers, and which are followed. */
export function readRoutes({tokens, router, source}: Captured<typeof declaration>) {
  const {layers} = router;
  const {experts, topK} = layers[0];
  const routes = tokens.map((_, token) => layers.map(({positions}) => positions[token]));
  const words = [...tokens.keys()].filter(token =>
    /^\s\p{L}+$/u.test(tokens[token].text ?? ''),
  );
  // The two ways that have least in common, and the one that has most with the first.
  const pairs = words.flatMap(a =>
    words.filter(b => b > a).map(b => ({a, b, common: shared(routes[a], routes[b])})),
  );
  const [apart] = pairs.toSorted((one, two) => one.common - two.common);
  const [near] = pairs
    .filter(({a, b}) => a === apart.a || b === apart.a)
    .toSorted((one, two) => two.common - one.common);
  const like = near.a === apart.a ? near.b : near.a;
  const followed = [apart.a, apart.b, like];
  const [first, second, third] = followed.map(token => tokenLabel(tokens[token]));
  const ways = routes.map(route =>
    route.map(({chosen}) => chosen.toSorted((a, b) => a - b).join('+')).join(' '),
  );
  return {
    tokens,
    source,
    routes,
    experts,
    followed,
    labels: tokens.map(tokenLabel),
    facts: {
      first,
      second,
      third,
      experts,
      topK,
      layers: layers.length,
      choices: layers.length * topK,
      apart: apart.common,
      near: near.common,
      tokens: tokens.length,
      ways: new Set(ways).size,
    },
  };
}
