import {expect, test} from 'vitest';

import {rampSteps} from '../../../scenes/components/ramp-steps.ts';

test.each([
  [2, [0, 1]],
  [5, [0, 0.25, 0.5, 0.75, 1]],
])('a ramp of %d shades has no gaps between them', (count, shares) => {
  const bar = {x: 10, y: 4, width: 100, height: 20};
  const steps = rampSteps(bar, count);
  expect(steps.map(({share}) => share)).toEqual(shares);
  steps.forEach(({x, y, width, height}, i) => {
    expect(x).toBeCloseTo(10 + (100 * i) / count);
    expect(x + width).toBeCloseTo(110);
    expect([y, height]).toEqual([4, 20]);
  });
});
