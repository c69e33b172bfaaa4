import {describe, expect, test} from 'vitest';

import {
  cellAt,
  foldedBox,
  foldOf,
  ranksOf,
} from '../../../scenes/08-transformer-block/fold-plan.ts';

const BOX = {x: 100, y: 50, width: 1000, height: 60};

describe('folding vectors', () => {
  test.each([
    [1, {lines: 1, every: 1, columns: 1}],
    [64, {lines: 2, every: 1, columns: 32}],
    [512, {lines: 5, every: 1, columns: 103}],
    [4096, {lines: 14, every: 1, columns: 293}],
    [16_384, {lines: 14, every: 4, columns: 293}],
  ])('of the longest one with %d numbers', (longest, fold) => {
    expect(foldOf(longest)).toEqual(fold);
  });

  test('a vector is as wide as it has numbers, in the middle', () => {
    const fold = foldOf(512);
    expect(foldedBox(512, fold, BOX)).toEqual(BOX);
    const {x, width} = foldedBox(192, fold, BOX);
    expect(width).toBeCloseTo((1000 * Math.ceil(192 / 5)) / 103);
    expect(x + width / 2).toBeCloseTo(600);
  });

  test('cells go down each column, then to the next', () => {
    const fold = {lines: 3, every: 1, columns: 10};
    expect(cellAt(0, fold, BOX, 1000)).toEqual({x: 100, y: 50, width: 100, height: 20});
    expect(cellAt(2, fold, BOX, 1000)).toMatchObject({x: 100, y: 90});
    expect(cellAt(3, fold, BOX, 1000)).toMatchObject({x: 200, y: 50});
  });

  test('the largest size comes first, equal ones in their order', () => {
    expect(ranksOf([1, -3, 2, -1])).toEqual([2, 0, 1, 3]);
  });
});
