import {describe, expect, test} from 'vitest';

import {
  cosine,
  dot,
  dots,
  largest,
  products,
  rowAt,
  rowsOfHead,
  sumOfRows,
  through,
  weighted,
} from '../../../data-extract/stage/head-math.ts';
import type {Rows} from '../../../data-extract/stage/head-math.ts';

const vector = (...values: number[]): Float32Array => Float32Array.from(values);
const rows = (shape: [number, number], ...values: number[]): Rows => ({
  data: vector(...values),
  shape,
});

test('a head is taken out of all', () => {
  const all = {
    data: vector(...Array.from({length: 12}, (_, i) => i)),
    shape: [2, 3, 2] as const,
  };
  expect(rowsOfHead(all, 2)).toEqual(rows([2, 2], 4, 5, 10, 11));
  expect([...rowAt(rowsOfHead(all, 0), 1)]).toEqual([6, 7]);
});

test('products of two vectors, and their sum', () => {
  const [a, b] = [vector(1, -2, 3), vector(4, 5, 6)];
  expect([...products(a, b)]).toEqual([4, -10, 18]);
  expect(dot(a, b)).toBe(12);
});

test('every row with every other', () => {
  expect([...dots(rows([2, 2], 1, 0, 0, 2), rows([3, 2], 1, 2, 3, 4, 5, 6))]).toEqual([
    1, 3, 5, 4, 8, 12,
  ]);
});

test('rows by their weights sum up', () => {
  const values = rows([3, 2], 1, 2, 3, 4, 5, 6);
  const own = weighted([1, 0, 0.5], values);
  expect([...own]).toEqual([1, 2, 0, 0, 2.5, 3]);
  expect([...sumOfRows({...values, data: own})]).toEqual([3.5, 5]);
});

test('a vector through a matrix', () => {
  expect([...through(vector(1, 10), rows([2, 3], 1, 2, 3, 4, 5, 6))]).toEqual([
    41, 52, 63,
  ]);
});

describe('cosine', () => {
  test.each([
    [vector(1, 0), vector(2, 0), 1],
    [vector(1, 0), vector(0, 5), 0],
    [vector(1, 1), vector(-3, -3), -1],
    [vector(0, 0), vector(1, 1), 0],
  ])('%j and %j: %d', (a, b, expected) => {
    expect(cosine(a, b)).toBeCloseTo(expected);
  });
});

test('the numbers farthest from 0', () => {
  const data = [1, -7, 3, 7, 0];
  expect(largest(data, 3)).toEqual([1, 3, 2]);
  expect(largest(data, 9)).toHaveLength(5);
});
