import {describe, expect, test} from 'vitest';

import {
  dialColumns,
  handOf,
  periodOf,
  turnedProduct,
} from '../../../scenes/components/rope.ts';

const QUERY = [1, 2, 3, 4, 5];
const KEY = [0.5, -1, 2, 0, 3];

test('a hand is the two numbers of its pair', () => {
  expect(handOf(QUERY, {a: 1, b: 3, frequency: 1})).toEqual([2, 4]);
});

describe('the product of a turned query and a turned key', () => {
  const pairs = [
    {a: 0, b: 2, frequency: 1},
    {a: 1, b: 3, frequency: 0.1},
  ];
  const at = (query: number, key: number): number =>
    turnedProduct(QUERY, KEY, pairs, {query, key});

  test('is the plain one where both stand at the same place', () => {
    expect(at(7, 7)).toBeCloseTo(0.5 - 2 + 6 + 0 + 15, 10);
  });

  test('depends on the distance alone', () => {
    expect(at(5, 2)).toBeCloseTo(at(105, 102), 10);
    expect(at(5, 2)).not.toBeCloseTo(at(6, 2), 2);
  });

  test('of half a turn has the other sign, and what is in no pair stays', () => {
    const [pair] = pairs;
    const half = turnedProduct([1, 0, 2, 0, 5], [3, 0, 4, 0, 1], [pair], {
      query: Math.PI,
      key: 0,
    });
    expect(half).toBeCloseTo(5 - (3 + 8), 10);
  });
});

test.each([
  [1, '6.3'],
  [0.05, '126'],
  [0.0001, '62,832'],
  [0, '\u2013'],
])('a dial of speed %d goes round in %s tokens', (frequency, period) => {
  expect(periodOf(frequency)).toBe(period);
});

test.each([
  [16, {width: 1728, height: 580, label: 46}, 8],
  [16, {width: 840, height: 580, label: 46}, 6],
  [4, {width: 1000, height: 200, label: 46}, 4],
  [4, {width: 200, height: 1000, label: 46}, 1],
  [1, {width: 200, height: 200, label: 46}, 1],
])('%i dials in %o stand in %i columns', (count, room, columns) => {
  expect(dialColumns(count, room)).toBe(columns);
});
