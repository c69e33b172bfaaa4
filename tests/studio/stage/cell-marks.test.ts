import {describe, expect, test} from 'vitest';

import {cellMarks, isLarge} from '../../../studio/stage/vector/cell-marks.ts';
import type {Matrix} from '../../../studio/vector/drawing.ts';

const PLAIN: Matrix = [1, 0, 0, 1, 0, 0];
const BOX = {x: 10, y: 20, width: 96, height: 64, matrix: PLAIN};
const [RED, BLUE] = [
  [255, 0, 0, 255],
  [0, 16, 255, 255],
];
const coloursOf = (cells: readonly number[][], columns: number) => ({
  pixels: new Uint8ClampedArray(cells.flat()),
  columns,
  rows: cells.length / columns,
});

describe('cellMarks()', () => {
  test('go on a little below what is painted after them', () => {
    const marks = cellMarks(coloursOf([RED, BLUE, BLUE, RED, RED, RED], 3), BOX);
    expect(marks).toEqual(
      [
        ['M10 20h36v36h-36Z', '#ff0000'],
        ['M42 20h64v36h-64Z', '#0010ff'],
        ['M10 52h96v32h-96Z', '#ff0000'],
      ].map(([d, color]) => ({
        kind: 'path',
        d,
        matrix: PLAIN,
        fill: {color, opacity: 1, rule: 'nonzero'},
        stroke: null,
      })),
    );
  });

  test('are none where a cell lets the ground through', () => {
    expect(cellMarks(coloursOf([RED, [0, 0, 0, 254]], 2), BOX)).toBeNull();
  });
});

test.each<[string, number, Matrix, boolean]>([
  ['of 20 pixels', 20, PLAIN, true],
  ['of 19', 19, PLAIN, false],
  ['of 10, twice as large', 10, [2, 0, 0, 2, 5, 5], true],
  ['of 40, half as large and turned', 40, [0, 0.5, -0.5, 0, 0, 0], true],
  ['of 40 in a drawing of a quarter', 40, [0.25, 0, 0, 0.25, 0, 0], false],
])('cells %s', (_, size, matrix, large) => {
  const place = {x: 0, y: 0, width: 3 * size, height: 2 * size, matrix};
  expect(isLarge({columns: 3, rows: 2}, place)).toBe(large);
});
