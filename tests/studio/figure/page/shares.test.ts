import {describe, expect, test} from 'vitest';

import {curveBetween} from '../../../../studio/figure/page/curve.ts';
import {largest, patternOf, writeShare} from '../../../../studio/figure/page/shares.ts';
import {pageWords} from '../../../../studio/figure/page/words.ts';

test.each([
  [1234, 10_000, '12.34%'],
  [1, 10_000, '0.01%'],
  [0, 10_000, '0.00%'],
  [1000, 1000, '100.0%'],
  [7, 1000, '0.7%'],
  [45, 100, '45%'],
])('%i of %i steps is %s', (value, steps, text) => {
  expect(writeShare(value, steps)).toBe(text);
});

test('keys behind the end of a row have no share, nor those that a run stands for', () => {
  const heads = [[[10], [4, 6], [-1, 3, 7], [-2, 10]]];
  const layer = {layer: 0, nowhere: null, causal: true, unverified: false, heads};
  const rows = [
    [1, 0, 0],
    [0.4, 0.6, 0],
    [0, 0.3, 0.7],
    [0, 0, 1],
  ];
  expect([...patternOf(layer, 0, 3, 10)]).toEqual(rows.flat().map(Math.fround));
});

test.each([
  [[3, 0, 5, 5], 3, [2, 3, 0]],
  [[3, 0, 5, 5], 1, [2]],
  [[0, 0], 3, []],
])('the largest of %j, %i at most', (row, count, places) => {
  expect(largest(row, count)).toEqual(places);
});

describe('curveBetween()', () => {
  const at = (x: number, top: number) => ({x, top, bottom: top + 20});

  test.each([
    ['one line: an arch', at(100, 50), at(20, 50), 'M100 50C100 18 20 18 20 50'],
    ['itself: a loop', at(100, 50), at(100, 50), 'M94 50C94 31.3 106 31.3 106 50'],
    ['a line above', at(100, 90), at(20, 50), 'M100 90C100 80 20 80 20 70'],
    ['a line below', at(100, 50), at(20, 90), 'M100 70C100 80 20 80 20 90'],
  ])('%s', (_, from, to, path) => {
    expect(curveBetween(from, to)).toBe(path);
  });
});

test('pages speak what the course does, and say what they do not', () => {
  expect(Object.keys(pageWords('ko'))).toEqual(Object.keys(pageWords('en')));
  expect(() => pageWords('fr')).toThrow('"fr"');
});
