import {describe, expect, test} from 'vitest';

import even from '../../../scenes/12-mixture-of-experts/balance-and-capacity.capture.ts';
import {readBalance} from '../../../scenes/12-mixture-of-experts/balance-and-capacity.facts.ts';
import skewed from '../../../scenes/12-mixture-of-experts/balance-and-capacity.unbalanced.capture.ts';
import layer from '../../../scenes/12-mixture-of-experts/one-ffn-becomes-many.capture.ts';
import {readLayer} from '../../../scenes/12-mixture-of-experts/one-ffn-becomes-many.facts.ts';
import routes from '../../../scenes/12-mixture-of-experts/route-through-layers.capture.ts';
import {readRoutes} from '../../../scenes/12-mixture-of-experts/route-through-layers.facts.ts';
import {readCuts} from '../../../scenes/12-mixture-of-experts/shared-and-routed.facts.ts';
import routing from '../../../scenes/12-mixture-of-experts/token-meets-router.capture.ts';
import {readRouting} from '../../../scenes/12-mixture-of-experts/token-meets-router.facts.ts';
import {readParameters} from '../../../scenes/12-mixture-of-experts/total-vs-active.facts.ts';
import use from '../../../scenes/12-mixture-of-experts/who-uses-which-expert.capture.ts';
import {readUse} from '../../../scenes/12-mixture-of-experts/who-uses-which-expert.facts.ts';
import {openModelSizes} from '../../../scenes/captured/model-sizes.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

const filesOf = (scene: string) => capturedFiles(`12-mixture-of-experts/${scene}`);
const sumOf = (values: Iterable<number>): number =>
  [...values].reduce((all, value) => all + value, 0);

describe('a token meets the router', async () => {
  const told = readRouting(openCapture(routing, await filesOf('token-meets-router')));

  test('its chosen experts have the largest shares, and weights that sum to 1', () => {
    const order = [...told.shares.data.keys()].sort(
      (a, b) => told.shares.data[b] - told.shares.data[a],
    );
    expect(told.chosen).toEqual(order.slice(0, told.facts.topK));
    expect(told.isShared && told.normalised).toBe(true);
    expect(sumOf(told.spread.data)).toBeCloseTo(1, 5);
  });

  test('what the experts make, weighed and added up, is what the layer adds', () => {
    expect(told.made?.shape).toEqual([2, 128]);
    told.out.data.forEach((value, entry) => {
      const own = told.chosen.map(
        (_, choice) =>
          told.weights.data[choice] * (told.made?.at(choice).data[entry] ?? 0),
      );
      expect(sumOf(own)).toBeCloseTo(value, 4);
    });
  });
});

test('one layer: two tokens with no expert in common, weights that sum to 1', async () => {
  const {one, two, facts, models} = readLayer(
    openCapture(layer, await filesOf('one-ffn-becomes-many')),
    openModelSizes(await filesOf('one-ffn-becomes-many.known')),
  );
  expect(one.chosen.filter(expert => two.chosen.includes(expert))).toEqual([]);
  for (const {weights} of [one, two]) expect(sumOf(weights.data)).toBeCloseTo(1, 5);
  expect(facts).toMatchObject({experts: 8, topK: 2, resting: 6, each: 14336});
  expect([...models.works.data]).toEqual([1, 2, 8]);
});

test('ways through the layers: what is said to be in common is', async () => {
  const {
    routes: ways,
    followed,
    facts,
  } = readRoutes(openCapture(routes, await filesOf('route-through-layers')));
  const [first, second, third] = followed.map(token =>
    ways[token].flatMap(({chosen}, at) => chosen.map(expert => `${at}.${expert}`)),
  );
  const common = (own: string[]): number => own.filter(one => first.includes(one)).length;
  expect([common(second), common(third)]).toEqual([facts.apart, facts.near]);
  expect(first).toHaveLength(facts.choices);
});

test('who uses which expert: a row of the map sums to as many as each token has', async () => {
  const {shares, kinds, first, facts, choices} = readUse(
    openCapture(use, await filesOf('who-uses-which-expert')),
  );
  expect(kinds.length).toBe(shares.shape[0]);
  kinds.forEach((_, row) =>
    expect(sumOf(shares.at(row).data)).toBeCloseTo(facts.topK, 5),
  );
  expect(shares.at(first.row).data[first.expert]).toBeCloseTo(
    first.most / first.count,
    6,
  );
  expect(choices).toHaveLength(facts.tokens);
});

describe('balance and capacity', async () => {
  const told = readBalance(
    openCapture(even, await filesOf('balance-and-capacity')),
    openCapture(skewed, await filesOf('balance-and-capacity.unbalanced')),
  );

  test.each(['even', 'skewed'] as const)('%s: bins hold what was captured', name => {
    const {choices, load, capacity} = told[name];
    const counts = Array.from({length: told.experts}, () => 0);
    // What comes to a bin that is as high as the lid is what the capture calls dropped.
    const above = choices.filter(([expert]) => counts[expert]++ >= told.slots);
    expect(counts).toEqual(load.tokens);
    expect(above.map(([expert]) => expert)).toEqual(
      capacity.dropped.map(({expert}) => expert),
    );
  });

  test('the model without the auxiliary loss is further from even in every layer', () => {
    const {even: one, skewed: two} = told;
    one.imbalances.data.forEach((value, at) =>
      expect(value).toBeLessThan(two.imbalances.data[at]),
    );
    expect(two.facts.lost).toBeGreaterThan(0);
    expect(told.kept).toHaveLength(told.facts.tokens - two.facts.lost);
  });

  test('models that are no pair are refused', async () => {
    const one = openCapture(even, await filesOf('balance-and-capacity'));
    const other = openCapture(skewed, await filesOf('balance-and-capacity.unbalanced'));
    const shorter = {...other, tokens: other.tokens.slice(1)};
    expect(() => readBalance(one, shorter)).toThrow(
      /moe and moe-unbalanced differ .*: 4 layers of 8 experts, 2 for each of \d+ tokens; /,
    );
  });
});

test('total and active parameters of Mixtral, and its routers', async () => {
  const {groups, facts} = readParameters(
    openModelSizes(await filesOf('total-vs-active')),
  );
  expect(facts).toMatchObject({
    total: '46.70',
    active: '12.88',
    router: {
      each: 32768,
      total: 1048576,
    },
  });
  expect(sumOf(groups.map(({count}) => count)) / 1e9).toBeCloseTo(46.7, 2);
  expect(sumOf(groups.map(({active}) => active)) / 1e9).toBeCloseTo(12.88, 2);
});

test('experts cut small: ways to choose, neurons that work', async () => {
  const {facts} = readCuts(openModelSizes(await filesOf('shared-and-routed')));
  expect(facts.coarse).toMatchObject({ways: 28, works: 28_672, share: 0.25});
  expect(facts.fine).toMatchObject({ways: 74_974_368, works: 11_264, all: 92_928});
});
