import {expect, test} from 'vitest';

import {bytes} from '../../../scenes/script/numbers.ts';

test.each([
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [131_072, '131 kB'],
  [36_864, '36.9 kB'],
  // A power that logarithms come out a little under.
  [10 ** Math.log10(1e6), '1 MB'],
  [17_179_869_184, '17.2 GB'],
  [999_999, '1000 kB'],
  [3e15, '3000 TB'],
])('bytes(%d) is %s', (count, text) => {
  expect(bytes(count)).toBe(text);
});
