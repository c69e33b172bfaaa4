import {describe, expect, test} from 'vitest';

import {
  edgeAlpha,
  offsetAtEnd,
  rowsInSight,
} from '../../../scenes/components/pair-plan.ts';
import {
  windowAt,
  windowParts,
  windowSpans,
} from '../../../scenes/components/window-plan.ts';

/** Five words on a first line, three on a second, each 90 wide, 100 apart. */
const BOXES = Array.from({length: 8}, (_, i) => ({
  x: (i % 5) * 100,
  width: 90,
  line: i < 5 ? 0 : 1,
}));

describe('windowSpans()', () => {
  test.each([
    [0, 2, [[0, 0, 290, 1]]],
    [2, 2, [[0, 0, 490, 1]]],
    [1.5, 1, [[0, 50, 340, 1]]],
    [
      4,
      1,
      [
        [0, 300, 490, 1],
        [1, 0, 90, 1],
      ],
    ],
    [
      3.25,
      1,
      [
        [0, 225, 490, 1],
        [1, 0, 90, 0.25],
      ],
    ],
    [
      7,
      9,
      [
        [0, 0, 490, 1],
        [1, 0, 290, 1],
      ],
    ],
  ])('over word %f, %i to each side: %j', (at, window, expected) => {
    const spans = windowSpans(BOXES, at, window);
    expect(spans.map(({line, left, right, alpha}) => [line, left, right, alpha])).toEqual(
      expected,
    );
  });
});

test.each([
  [3, 3, {input: 1, neighbour: 0}],
  [4, 3, {input: 0, neighbour: 1}],
  [5, 3, {input: 0, neighbour: 1}],
  [6, 3, {input: 0, neighbour: 0}],
  [3, 3.5, {input: 0.5, neighbour: 0.5}],
  [1, 3.5, {input: 0, neighbour: 0.5}],
])('word %i under a window over %f with 2 to each side: %j', (word, at, expected) => {
  expect(windowParts(word, at, 2)).toEqual(expected);
});

describe('windowAt()', () => {
  const inputs = [0, 0, 1, 1, 1, 2];
  const linear = (t: number): number => t;
  test.each([
    [0, 0],
    [1.9, 0],
    [2, 0],
    [2.25, 0.5],
    [2.5, 1],
    [4.9, 1],
    [5.25, 1.5],
    [6, 2],
  ])('after %f pairs it stands over %f', (made, expected) => {
    expect(windowAt(inputs, made, linear)).toBe(expected);
  });
});

describe('rowsInSight()', () => {
  const name = ({pair, draw}: {pair: number; draw: number | null}): string =>
    draw === null ? `${pair}` : `${pair}.${draw}`;
  test.each([
    [10, 2, 0, 0, 3, ['0', '1', '2']],
    [10, 2, 0, 4.5, 3, ['4', '5', '6', '7']],
    [2, 2, 0, 0, 9, ['0', '1']],
    [10, 2, 1, 0, 4, ['0', '0.0', '0.1', '1']],
    [10, 2, 1, 2, 3, ['0.1', '1', '1.0']],
    [10, 1, 1, 18, 2, ['9', '9.0']],
    [0, 2, 1, 0, 9, []],
  ])('%i pairs with %i draws, spread %f, from row %f, %i rows', (...given) => {
    const [pairs, draws, spread, offset, visible, expected] = given;
    const rows = rowsInSight(pairs, draws, spread, offset, visible);
    expect(rows.map(name)).toEqual(expected);
  });

  test('while they move apart, draws lie between their pair and the next', () => {
    const rows = rowsInSight(3, 2, 0.5, 0, 9);
    expect(rows.map(({place}) => place)).toEqual([0, 0.5, 1, 2, 2.5, 3, 4, 4.5, 5]);
  });
});

test.each([
  [5, 2, 0, 9, 0],
  [46, 2, 0, 9, 37],
  [46, 2, 1, 9, 129],
])('%i pairs, %i draws, spread %f: %i rows leave an offset of %i', (...given) => {
  const [made, draws, spread, visible, expected] = given;
  expect(offsetAtEnd(made, draws, spread, visible)).toBe(expected);
});

test.each([
  [0, 0, 1],
  [0, 0.25, 0.75],
  [0, 1, 0],
  [8, 0, 1],
  [8.5, 0, 0.5],
  [9, 0, 0],
])('row %f with offset %f of 9 rows shows by %f', (place, offset, expected) => {
  expect(edgeAlpha(place, offset, 9)).toBe(expected);
});
