import {expect, test} from 'vitest';

import {packRow, unpackRow} from '../../../../studio/figure/page/packed-row.ts';

test.each<[number[], number[]]>([
  [[1], [10]],
  [
    [0.5, 0.5],
    [5, 5],
  ],
  [
    [0, 1],
    [-1, 10],
  ],
  [
    [1, 0, 0, 0],
    [10, -3],
  ],
  [
    [0.3, 0, 0, 0.7, 0],
    [3, -2, 7, -1],
  ],
  // Less than half a step is none.
  [
    [0.04, 0.96],
    [-1, 10],
  ],
  [[0, 0], [-2]],
  [[], []],
])('%j is written as %j, and read again as rounded', (shares, packed) => {
  const data = Float32Array.from([9, ...shares, 9]);
  const row = packRow(data, 1, 1 + shares.length, 10);
  expect(row).toEqual(packed);
  expect(unpackRow(row)).toEqual(shares.map(share => Math.round(share * 10)));
});
