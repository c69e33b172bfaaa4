import {describe, expect, test} from 'vitest';

import {scaleBars} from '../../../scenes/components/bar-scale.ts';
import {SharedScale} from '../../../scenes/components/shared-scale.ts';

const room = {width: 1000, figure: 100};

describe('scaleBars()', () => {
  test.each([
    ['shares of everything', [0.5, 0.25], 1, {zero: 0, unit: 900}],
    ['up to the largest', [2, 4], 'largest', {zero: 0, unit: 225}],
    ['both sides, as each needs', [3, -1], 'largest', {zero: 300, unit: 200}],
    ['both sides of one limit', [1, -1], 2, {zero: 500, unit: 200}],
    ['negative ones alone', [-2, -4], 'largest', {zero: 900, unit: 200}],
    ['nothing but zero', [0, 0], 'largest', {zero: 0, unit: 900}],
  ] as const)('%s', (_name, values, limit, scale) => {
    expect(scaleBars(values, limit, room)).toEqual(scale);
  });

  test('of a scale that several tables share, as much as is given', () => {
    expect(scaleBars([2, 4], 'largest', room, 100)).toEqual({zero: 0, unit: 100});
    expect(scaleBars([3, -1], 'largest', room, 50)).toEqual({zero: 150, unit: 50});
    expect(scaleBars([2, 4], 'largest', room, 500).unit).toBe(225);
  });

  test('figures that leave no room leave no bars', () => {
    expect(scaleBars([1], 1, {width: 50, figure: 80})).toEqual({zero: 0, unit: 0});
  });
});

test('a shared scale is as long as it can be in all of its tables', () => {
  const scale = new SharedScale();
  scale.join({ownUnit: () => 20});
  expect(scale.unit()).toBe(20);
  scale.join({ownUnit: () => 5});
  scale.join({ownUnit: () => 9});
  expect(scale.unit()).toBe(5);
});
