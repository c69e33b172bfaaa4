import {expect, test} from 'vitest';

import {nextPlan} from '../../../studio/farm/next-plan.ts';

const plan = (id: string, waiting: number, active: number, fits = true) => ({
  ...{id, waiting, active, fits},
});

test.each([
  ['nothing on the farm', [], null],
  ['nothing left', [plan('a', 0, 0)], null],
  ['one that waits', [plan('a', 3, 0)], 'a'],
  ['the first that waits', [plan('a', 0, 0), plan('b', 1, 0), plan('c', 9, 0)], 'b'],
  ['one that waits before one that others draw', [plan('a', 0, 2), plan('b', 1, 0)], 'b'],
  ['one that others draw, who may die', [plan('a', 0, 0), plan('b', 0, 2)], 'b'],
  ['none that does not fit', [plan('a', 5, 1, false)], null],
  ['the next that fits', [plan('a', 5, 0, false), plan('b', 1, 0)], 'b'],
])('a worker takes %s', (_, plans, next) => {
  expect(nextPlan(plans)).toBe(next);
});
