import {expect, test} from 'vitest';

import {evenly} from '../../../scenes/components/evenly.ts';

test.each([
  [0, 4, []],
  [3, 4, [0, 1, 2]],
  [4, 4, [0, 1, 2, 3]],
  [5, 4, [0, 1, 3, 4]],
  [33, 5, [0, 8, 16, 24, 32]],
  [100, 2, [0, 99]],
])('of %i things %i', (count, most, chosen) => {
  expect(evenly(count, most)).toEqual(chosen);
});
