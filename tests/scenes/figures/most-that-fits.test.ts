import {expect, test} from 'vitest';

import {mostThatFits} from '../../../scenes/figures/most-that-fits.ts';

test.each([
  [10, [1, 2, 10], 10],
  [10, [1, 2, 3], 3],
  // Those between may not fit.
  [10, [1, 2, 7], 7],
  [10, [], 1],
  [1, [1], 1],
  [0, [], 1],
])('of %d, where %j fit, %d', (most, fitting, found) => {
  expect(mostThatFits(most, count => fitting.includes(count))).toBe(found);
});
