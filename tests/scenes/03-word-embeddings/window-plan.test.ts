import {describe, expect, test} from 'vitest';

import {
  windowAt,
  windowParts,
  windowSpans,
} from '../../../scenes/03-word-embeddings/window-plan.ts';

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
