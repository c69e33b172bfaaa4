import {describe, expect, test} from 'vitest';

import {binsPlan, fillBins} from '../../../scenes/components/bins-plan.ts';
import {
  expertPlan,
  likelyExperts,
  spreadWeights,
} from '../../../scenes/components/expert-plan.ts';
import {fanPlan} from '../../../scenes/components/fan-plan.ts';
import {routeEdges, sharedEdges} from '../../../scenes/components/route-edges.ts';

const BOX = {x: 96, y: 190, width: 1728, height: 700};

describe('expertPlan()', () => {
  test.each([
    [1, undefined, 1],
    [8, undefined, 1],
    [12, undefined, 1],
    [13, undefined, 2],
    [64, undefined, 6],
    [8, 2, 2],
    [8, 4, 4],
    [4, 8, 4],
    [10, 8, 5],
  ])('%i experts, columns wanted: %s', (count, wanted, columns) => {
    const boxes = expertPlan(count, BOX, wanted);
    expect(boxes).toHaveLength(count);
    expect(new Set(boxes.map(({x}) => x)).size).toBe(columns);
    for (const {x, y, width, height} of boxes) {
      expect(height).toBeGreaterThanOrEqual(40);
      expect(x).toBeGreaterThanOrEqual(BOX.x - 0.01);
      expect(y).toBeGreaterThanOrEqual(BOX.y - 0.01);
      expect(x + width).toBeLessThanOrEqual(BOX.x + BOX.width + 0.01);
      expect(y + height).toBeLessThanOrEqual(BOX.y + BOX.height + 0.01);
    }
    const [middle] = [...new Set(boxes.map(({x, width}) => x + width / 2))]
      .sort((a, b) => a - b)
      .map((x, _, all) => (x + all[all.length - 1]) / 2);
    expect(middle).toBeCloseTo(BOX.x + BOX.width / 2);
    const [first, second] = boxes;
    if (second && second.x === first.x) {
      expect(second.y - first.y).toBeGreaterThan(first.height + 4);
    }
  });
});

test.each([
  [[0.1, 0.5, 0.2, 0.2], 4, [0, 1, 2, 3]],
  [[0.1, 0.5, 0.2, 0.2], 2, [1, 2]],
  [[0.1, 0.5, 0.2, 0.2], 1, [1]],
])('of %j the %i likeliest are %j', (shares, most, experts) => {
  expect(likelyExperts(shares, most)).toEqual(experts);
});

test('weights of the chosen are spread over all experts', () => {
  expect([...spreadWeights([3, 0], [0.75, 0.25], 5)]).toEqual([0.25, 0, 0, 0.75, 0]);
});

test('a fan goes from left to right and stays in its box', () => {
  const {token, router, experts, bars, right} = fanPlan(BOX);
  const edges = [
    token.x,
    token.x + token.width,
    router.x,
    router.x + router.width,
    experts.x,
    experts.x + experts.width,
    bars.x,
    bars.x + bars.width,
    right,
  ];
  expect(edges).toEqual([...edges].sort((a, b) => a - b));
  expect(edges[0]).toBe(BOX.x);
  expect(right).toBe(BOX.x + BOX.width);
});

describe('bins', () => {
  test('pile up in the order of the text', () => {
    expect(fillBins([[1, 0], [1], []], 2)).toEqual([
      {token: 0, expert: 1, level: 0},
      {token: 0, expert: 0, level: 0},
      {token: 1, expert: 1, level: 1},
    ]);
  });

  test.each([
    [8, 5, true],
    [8, 14, true],
    [8, 40, false],
    [64, 5, false],
  ])('%i experts with up to %i tokens: labels %s', (experts, highest, labelled) => {
    const plan = binsPlan({experts, highest}, BOX);
    expect(plan.labelled).toBe(labelled);
    expect(plan.bottom - highest * plan.rise).toBeGreaterThanOrEqual(BOX.y - 0.01);
    expect(plan.height).toBeLessThan(plan.rise);
    const right = plan.left + (experts - 1) * plan.step + plan.width;
    expect(right).toBeLessThanOrEqual(BOX.x + BOX.width + 0.01);
  });
});

test('every chosen expert leads to every chosen one of the next layer', () => {
  const edges = routeEdges([
    {chosen: [2, 0], weights: [0.75, 0.25]},
    {chosen: [1, 3], weights: [0.5, 0.5]},
  ]);
  expect(edges).toEqual([
    {layer: 0, from: null, to: 2, share: 0.75},
    {layer: 0, from: null, to: 0, share: 0.25},
    {layer: 1, from: 2, to: 1, share: 0.375},
    {layer: 1, from: 2, to: 3, share: 0.375},
    {layer: 1, from: 0, to: 1, share: 0.125},
    {layer: 1, from: 0, to: 3, share: 0.125},
  ]);
  const perLayer = [0, 1].map(layer =>
    edges.filter(edge => edge.layer === layer).reduce((sum, {share}) => sum + share, 0),
  );
  expect(perLayer).toEqual([1, 1]);
});

test('ways of several tokens that are the same way are one, with their mean share', () => {
  const [a, b] = [
    [{layer: 0, from: null, to: 2, share: 1}],
    [
      {layer: 0, from: null, to: 2, share: 0.5},
      {layer: 0, from: null, to: 3, share: 0.5},
    ],
  ];
  expect(sharedEdges([a, b])).toEqual([
    {layer: 0, from: null, to: 2, share: 0.75},
    {layer: 0, from: null, to: 3, share: 0.25},
  ]);
});
