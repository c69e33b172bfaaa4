import {expect, test} from 'vitest';

import {
  beforeTranspose,
  einsumAxes,
  toPositionsFirst,
} from '../../../data-extract/graph/axes.ts';

test.each([
  ['bhsd', [0, 2, 1, 3], 'bshd'],
  ['bhds', [0, 1, 3, 2], 'bhsd'],
  ['bhds', [0, 2, 3, 1], 'bshd'],
  // Heads and batch in one axis.
  ['bhds', [0, 2, 1], 'bhsd'],
  // Heads in groups: key head, head of the group.
  ['bhsd', [0, 2, 3, 1, 4], 'bshd'],
  // The groups are torn apart: which axis is which cannot be told.
  ['bhsd', [0, 2, 1, 3, 4], null],
  ['bhsd', [0], null],
])('what is %s after Transpose %j was %s before', (after, perm, before) => {
  expect(beforeTranspose(after, perm)).toBe(before);
});

test.each([
  ['bhqd,bhkd->bhqk', 'scores', {first: 'bhsd', second: 'bhsd', result: 'bhss'}],
  [
    'b i h d, b j h d -> b h i j',
    'scores',
    {first: 'bshd', second: 'bshd', result: 'bhss'},
  ],
  ['bhqk,bkhd->bqhd', 'values', {first: 'bhss', second: 'bshd', result: 'bshd'}],
  ['bij,bjk->bik', 'values', {first: 'bss', second: 'bsd', result: 'bsd'}],
  ['ij,jk', 'values', null],
] as const)('%s as the product of %s', (equation, product, axes) => {
  expect(einsumAxes(equation, product)).toEqual(axes);
});

test.each([
  ['bhsd', [0, 1, 2, 3, 4, 5, 6, 7]],
  ['bshd', [0, 1, 4, 5, 2, 3, 6, 7]],
  ['bhds', [0, 2, 1, 3, 4, 6, 5, 7]],
])('values that lie as %s come out position by position', (axes, data) => {
  // Two heads of two positions of two entries; head, position and entry count in binary.
  const {data: values, heads} = toPositionsFirst(Float32Array.from(data), axes, 2, 2);
  expect(heads).toBe(2);
  expect([...values]).toEqual([0, 1, 4, 5, 2, 3, 6, 7]);
});

test('values that do not fit are refused', () => {
  expect(() => toPositionsFirst(new Float32Array(7), 'bhsd', 2, 2)).toThrow(RangeError);
});
