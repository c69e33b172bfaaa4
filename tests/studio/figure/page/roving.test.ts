import {expect, test} from 'vitest';

import {nextFocus} from '../../../../studio/figure/page/roving.ts';

test.each([
  // Two lines of three, as heads stand.
  ['ArrowRight', 0, 6, 3, 1],
  ['ArrowRight', 2, 6, 3, 3],
  ['ArrowRight', 5, 6, 3, 5],
  ['ArrowLeft', 0, 6, 3, 0],
  ['ArrowLeft', 3, 6, 3, 2],
  ['ArrowDown', 1, 6, 3, 4],
  ['ArrowDown', 4, 6, 3, 4],
  ['ArrowUp', 4, 6, 3, 1],
  ['ArrowUp', 1, 6, 3, 1],
  ['Home', 4, 6, 3, 0],
  ['End', 1, 6, 3, 5],
  ['Enter', 1, 6, 3, null],
  ['a', 1, 6, 3, null],
  // Tokens have no lines of their own: down is on.
  ['ArrowDown', 1, 3, 1, 2],
  ['ArrowUp', 0, 3, 1, 0],
])('%s at %i of %i in lines of %i goes to %s', (key, at, count, across, next) => {
  expect(nextFocus(key, at, count, across)).toBe(next);
});
