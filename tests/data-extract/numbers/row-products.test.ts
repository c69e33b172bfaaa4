import {expect, test} from 'vitest';

import {rowProducts} from '../../../data-extract/numbers/row-products.ts';

/** `[row, entry]`: 1, 2, 3 .. from a start. */
const rows = (count: number, size: number, from: number): Float64Array =>
  Float64Array.from({length: count * size}, (_, i) => from + i);

test.each([
  [1, 1, 1],
  [2, 3, 2],
  [3, 4, 5],
  [2, 5, 3],
  [1, 9, 4],
])('%i rows with %i others of %i entries', (own, others, size) => {
  const [a, b] = [rows(own, size, 1), rows(others, size, -7)];
  const expected = Array.from({length: own * others}, (_, at) => {
    const [i, j] = [Math.floor(at / others) * size, (at % others) * size];
    return Array.from({length: size}, (_entry, d) => a[i + d] * b[j + d]).reduce(
      (sum, product) => sum + product,
    );
  });
  expect([...rowProducts(a, b, size)]).toEqual(expected);
});
