import {expect, test} from 'vitest';

import {mostThatFits} from '../../../scenes/figures/most-that-fits.ts';

test.each([
  [10, 10, 10],
  [10, 25, 10],
  [10, 7, 7],
  [10, 1, 1],
  [10, 0, 1],
  [1, 5, 1],
])('of %d, where %d fit, %d', (most, limit, found) => {
  const asked: number[] = [];
  const fits = (count: number): boolean => asked.push(count) > 0 && count <= limit;
  expect(mostThatFits(most, fits)).toBe(found);
  expect(asked.every(count => count >= 1 && count <= most)).toBe(true);
});
