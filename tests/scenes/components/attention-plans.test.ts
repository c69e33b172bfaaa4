import {describe, expect, test} from 'vitest';

import {planBars, restOf} from '../../../scenes/components/bars-plan.ts';
import {planHeadGrid} from '../../../scenes/components/head-grid-plan.ts';
import {planHeadGroups} from '../../../scenes/components/head-groups-plan.ts';
import {chooseKeys} from '../../../scenes/components/key-rows.ts';
import {partOfPath} from '../../../scenes/components/path-plan.ts';
import {planScores} from '../../../scenes/components/score-plan.ts';
import {planValues} from '../../../scenes/components/value-plan.ts';

const BOX = {x: 96, y: 190, width: 1728, height: 676};
const right = ({x, width}: {x: number; width: number}): number => x + width;

describe('chooseKeys()', () => {
  const weights = (count: number, heavy: number): number[] =>
    Array.from({length: count}, (_, i) => (i === heavy ? 0.9 : 0.1 / (count - 1)));

  test('all tokens have a row where they fit', () => {
    expect(chooseKeys(weights(14, 5), 10, 14)).toEqual({
      rows: Array.from({length: 14}, (_, i) => i),
      others: null,
    });
  });

  test('of many, the heaviest and the query stay; the others are counted', () => {
    const {rows, others} = chooseKeys(weights(30, 20), 25, 8);
    expect(rows).toEqual([0, 1, 2, 20, 25, 26, 27]);
    expect(others?.count).toBe(26 - 5);
    const share = 0.9 + 4 * (0.1 / 29);
    expect((others?.share ?? 0) + share).toBeCloseTo(1, 6);
  });

  test('at most so many rows, whatever the query is', () => {
    for (const count of [1, 2, 15, 40, 200]) {
      for (let query = 0; query < count; query++) {
        const {rows, others} = chooseKeys(weights(count, 0), query, 14);
        expect(rows.length + (others ? 1 : 0)).toBeLessThanOrEqual(14);
        expect(rows).toContain(query);
        expect([...rows].sort((a, b) => a - b)).toEqual(rows);
      }
    }
  });
});

describe('planScores()', () => {
  test.each([0, 1, 2, 3])('with %i columns, all of them are in the box', columns => {
    const plan = planScores(BOX, 14, 220, columns);
    const last = [plan.keys, plan.raw, plan.scaled, plan.bars][columns];
    expect(right(last)).toBeCloseTo(right(BOX));
    expect(plan.keys.x).toBeGreaterThan(plan.positionRight);
    expect(plan.pitch * 14).toBeLessThanOrEqual(plan.keys.height + 0.01);
    expect(plan.query).toMatchObject({x: plan.keys.x, width: plan.keys.width});
  });

  test('a column comes in from beyond the right end', () => {
    const widths = [1, 1.5, 2].map(
      columns => planScores(BOX, 14, 220, columns).keys.width,
    );
    expect(widths[1]).toBeCloseTo((widths[0] + widths[2]) / 2);
    expect(planScores(BOX, 14, 220, 1).scaled.x).toBeGreaterThan(right(BOX));
  });

  test('few rows do not become too high', () => {
    expect(planScores(BOX, 3, 220, 3).pitch).toBe(100);
  });
});

test('the sum of values lies in the middle of the rows', () => {
  const plan = planValues(BOX, 14, 220, 1);
  const rows = plan.values.y + (14 * plan.pitch) / 2;
  expect(plan.sum.y + plan.sum.height / 2).toBeCloseTo(rows);
  expect(plan.sum).toMatchObject({x: plan.values.x, width: plan.values.width});
  expect(right(plan.bars)).toBeLessThan(plan.values.x);
  expect(right(planValues(BOX, 14, 220, 0).bars)).toBeGreaterThan(plan.values.x);
});

describe('bars', () => {
  test('the largest bar leaves room for its percentage', () => {
    const plan = planBars(BOX, {count: 7, label: 200, largest: 0.5});
    expect(plan.left + 0.5 * plan.whole).toBeLessThan(right(BOX) - 80);
    expect(plan.tops[6] + plan.height).toBeLessThanOrEqual(866);
  });

  test('what has no row is what is left of everything', () => {
    expect(restOf([0.5, 0.2])).toBeCloseTo(0.3);
    expect(restOf([0.7, 0.4])).toBe(0);
    expect(restOf([])).toBe(1);
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
