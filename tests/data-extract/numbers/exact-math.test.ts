import {describe, expect, test} from 'vitest';

import {
  logLoss,
  sigmoid,
  threeQuarters,
} from '../../../data-extract/numbers/exact-math.ts';

const POINTS = Array.from({length: 1601}, (_, i) => (i - 800) / 20);

describe('sigmoid()', () => {
  test.each([
    [0, 0.5],
    [Math.log(3), 0.75],
    [-Math.log(3), 0.25],
  ])('of %f is %f', (x, expected) => expect(sigmoid(x)).toBeCloseTo(expected, 14));

  test('is 1 / (1 + e^-x), from -40 to 40', () => {
    for (const x of POINTS) {
      const expected = 1 / (1 + Math.exp(-x));
      expect(Math.abs(sigmoid(x) / expected - 1)).toBeLessThan(1e-13);
    }
  });

  test('stays between 0 and 1, and σ(x) + σ(-x) = 1', () => {
    for (const x of [...POINTS, 1e3, -1e3, 1e300]) {
      expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 14);
      expect(sigmoid(x)).toBeGreaterThan(0);
      expect(sigmoid(x)).toBeLessThanOrEqual(1);
    }
  });
});

test('logLoss() is -ln σ(x)', () => {
  for (const x of POINTS) {
    expect(logLoss(x)).toBeCloseTo(-Math.log(1 / (1 + Math.exp(-x))), 12);
  }
  expect(logLoss(-1000)).toBe(1000);
});

test.each([
  [0, 0],
  [1, 1],
  [16, 8],
  [81, 27],
])('threeQuarters(%d) is %d', (x, expected) => expect(threeQuarters(x)).toBe(expected));
