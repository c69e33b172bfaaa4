import {describe, expect, test} from 'vitest';

import {
  cosine,
  dotTerms,
  largest,
  makes,
  pick,
  plus,
  through,
} from '../../../scenes/captured/products.ts';
import {Tensor} from '../../../scenes/captured/tensor.ts';

const SOURCE = {model: 'm', revision: 'r', dtype: 'fp32'};
const tensor = (data: number[], shape = [data.length]): Tensor =>
  new Tensor(
    Float32Array.from(data),
    shape,
    shape.map((_, i) => `axis ${i}`),
    SOURCE,
  );

test('terms of a product and their sum', () => {
  const {terms, sum} = dotTerms(tensor([1, -2, 3]), tensor([4, 5, 6]));
  expect([...terms]).toEqual([4, -10, 18]);
  expect(sum).toBe(12);
});

test.each([
  [[1, 0], [2, 0], 1],
  [[1, 0], [0, 5], 0],
  [[1, 1], [-3, -3], -1],
  [[0, 0], [1, 1], 0],
])('the cosine of %j and %j is %d', (a, b, expected) => {
  expect(cosine(tensor(a), tensor(b))).toBeCloseTo(expected);
});

describe('through a matrix', () => {
  const weight = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
  const x = tensor([1, 10]);

  test('each number is x times a column, and the bias', () => {
    expect([...through(x, weight, null)]).toEqual([41, 52, 63]);
    expect([...through(x, weight, tensor([1, 0, -1]))]).toEqual([42, 52, 62]);
  });

  test('what it makes is told from what it does not make', () => {
    expect(makes(x, weight, null, tensor([41, 52, 63.001]))).toBe(true);
    expect(makes(x, weight, null, tensor([41, 52, 64]))).toBe(false);
    expect(makes(tensor([1, 10, 0]), weight, null, tensor([41, 52, 63]))).toBe(false);
  });
});

test('the largest numbers by size, and picking them', () => {
  const data = [1, -7, 3, 7, 0];
  expect(largest(data, 3)).toEqual([1, 3, 2]);
  expect(largest(data, 9)).toHaveLength(5);
  expect([...pick(tensor(data), [3, 1]).data]).toEqual([7, -7]);
});

test('a sum of vectors', () => {
  expect([...plus(tensor([1, 2]), tensor([10, 20])).data]).toEqual([11, 22]);
});

describe('Tensor.slice()', () => {
  const cube = new Tensor(
    Float32Array.from({length: 12}, (_, i) => i),
    [2, 3, 2],
    ['position', 'head', 'd_head'],
    SOURCE,
  );

  test('takes one index of an axis out', () => {
    const head = cube.slice(1, 2);
    expect([...head.data]).toEqual([4, 5, 10, 11]);
    expect(head.shape).toEqual([2, 2]);
    expect(head.axes).toEqual(['position', 'd_head']);
    expect(head.source).toEqual({...SOURCE, head: 2});
    expect([...cube.slice(0, 1).data]).toEqual([...cube.at(1).data]);
    expect([...cube.slice(2, 0).data]).toEqual([0, 2, 4, 6, 8, 10]);
  });

  test('refuses an index that is not there', () => {
    expect(() => cube.slice(1, 3)).toThrow('head 3 is outside 0..2');
  });
});
