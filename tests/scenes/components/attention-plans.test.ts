import {describe, expect, test} from 'vitest';

import {planHeadGrid, planLanes} from '../../../scenes/components/head-grid-plan.ts';
import {planHeadGroups} from '../../../scenes/components/head-groups-plan.ts';
import {chooseKeys} from '../../../scenes/components/key-rows.ts';
import {partOfPath} from '../../../scenes/components/path-plan.ts';

const BOX = {x: 96, y: 190, width: 1728, height: 676};
const right = ({x, width}: {x: number; width: number}): number => x + width;

describe('chooseKeys()', () => {
  const weights = (count: number, heavy: number): number[] =>
    Array.from({length: count}, (_, i) => (i === heavy ? 0.9 : 0.1 / (count - 1)));

  test('all tokens have a row where they fit', () => {
    expect(chooseKeys(weights(14, 5), 10, 14)).toEqual({
      rows: Array.from({length: 14}, (_, i) => i),
      others: [],
    });
  });

  test('of many, the heaviest and the query stay; the others are counted', () => {
    const {rows, others} = chooseKeys(weights(30, 20), 25, 8);
    expect(rows).toEqual([0, 1, 2, 20, 25, 26, 27]);
    const own = new Set(rows);
    expect(others).toEqual(
      Array.from({length: 26}, (_, i) => i).filter(i => !own.has(i)),
    );
  });

  test('at most so many rows, whatever the query is', () => {
    for (const count of [1, 2, 15, 40, 200]) {
      for (let query = 0; query < count; query++) {
        const {rows, others} = chooseKeys(weights(count, 0), query, 14);
        expect(rows.length + (others.length > 0 ? 1 : 0)).toBeLessThanOrEqual(14);
        expect(rows).toContain(query);
        expect([...rows].sort((a, b) => a - b)).toEqual(rows);
      }
    }
  });
});

describe('heads', () => {
  test.each([
    [4, 6, true],
    [12, 12, false],
    [32, 32, false],
  ])('%i layers of %i heads lie in the box', (layers, heads, spelled) => {
    const plan = planHeadGrid({layers, heads}, BOX);
    const last = plan.tileOf(layers - 1, heads - 1);
    expect(right(last)).toBeLessThanOrEqual(right(BOX) + 0.01);
    expect(last.y + last.height).toBeLessThanOrEqual(866.01);
    expect(plan.tileOf(0, 0).x).toBeGreaterThan(BOX.x);
    expect(plan.spelled).toBe(spelled);
  });

  test.each([
    [4, 6, {layer: 1, head: 1}],
    [24, 16, {layer: 2, head: 3}],
    [48, 40, {layer: 3, head: 5}],
  ])('%i layers of %i heads lie in half a figure', (layers, heads, every) => {
    const half = {...BOX, width: 832, height: 560};
    const plan = planHeadGrid({layers, heads}, half);
    const last = plan.tileOf(layers - 1, heads - 1);
    expect(plan.tile).toBeGreaterThan(5);
    expect(right(last)).toBeLessThanOrEqual(right(half) + 0.01);
    expect(last.y + last.height).toBeLessThanOrEqual(half.y + half.height + 0.01);
    // Numbers that would lie on each other are left out.
    expect(plan.every).toEqual(every);
  });

  test.each([4, 6, 12, 32])('%i heads of one layer stand in equal lanes', heads => {
    const {tileOf, tile} = planLanes(heads, BOX);
    const lane = BOX.width / heads;
    for (let head = 0; head < heads; head++) {
      const {x, y, width, height} = tileOf(0, head);
      expect(x + width / 2).toBeCloseTo(BOX.x + (head + 0.5) * lane);
      expect(width).toBeLessThan(lane);
      expect(height).toBe(tile);
      expect(y).toBeGreaterThan(BOX.y);
      expect(y + height).toBeLessThanOrEqual(866.01);
    }
  });

  test.each([
    [6, 2, [0, 0, 0, 1, 1, 1]],
    [4, 4, [0, 1, 2, 3]],
    [4, 1, [0, 0, 0, 0]],
  ])('%i heads share %i keys and values', (heads, keyHeads, groups) => {
    const plan = planHeadGroups({heads, keyHeads}, BOX);
    expect(plan.queries.map((_, head) => plan.groupOf(head))).toEqual(groups);
    expect(plan.shared).toHaveLength(keyHeads);
    expect(right(plan.queries[heads - 1])).toBeCloseTo(right(BOX));
  });
});

describe('partOfPath()', () => {
  const corner = [
    {x: 0, y: 0},
    {x: 10, y: 0},
    {x: 10, y: 30},
  ];

  test.each([
    [
      0.125,
      [
        {x: 0, y: 0},
        {x: 5, y: 0},
      ],
    ],
    [
      0.25,
      [
        {x: 0, y: 0},
        {x: 10, y: 0},
        {x: 10, y: 0},
      ],
    ],
    [
      0.5,
      [
        {x: 0, y: 0},
        {x: 10, y: 0},
        {x: 10, y: 10},
      ],
    ],
    [1, corner],
    [2, corner],
  ])('%d of the way', (share, points) => {
    expect(partOfPath(corner, share)).toEqual(points);
  });
});
