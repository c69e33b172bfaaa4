import type {Mark} from '../../vector/drawing.ts';
import {PathData} from './path-data.ts';

/** A bitmap of one pixel per cell: its colours row by row, four bytes each. */
export interface CellColours {
  pixels: Uint8ClampedArray;
  columns: number;
  rows: number;
}

/** From this size on, in square pixels of the frame, a cell is a shape of its own. */
const LARGE = 400;
/** Part of a cell that its shape goes on below the next ones, so that no ground shines through. */
const UNDER = 1 / 8;

/** Where a bitmap is painted, in the coordinates of its transform. */
type Place = Pick<
  Extract<Mark, {kind: 'image'}>,
  'x' | 'y' | 'width' | 'height' | 'matrix'
>;

/** Whether cells are so large that programs would be seen to smooth the edges of a bitmap. */
export function isLarge(
  {columns, rows}: Pick<CellColours, 'columns' | 'rows'>,
  {width, height, matrix: [a, b, c, d]}: Place,
): boolean {
  return Math.abs((width / columns) * (height / rows) * (a * d - b * c)) >= LARGE;
}

/**
 * The cells of a bitmap as shapes, those of one colour in a row as one.
 *
 * @returns `null` where one of them lets the ground through, which shapes over each other
 * would do twice.
 */
export function cellMarks(
  {pixels, columns, rows}: CellColours,
  {x, y, width, height, matrix}: Place,
): Mark[] | null {
  if (pixels.some((value, i) => i % 4 === 3 && value < 255)) return null;
  const [across, down] = [width / columns, height / rows];
  const colourAt = (row: number, column: number): string =>
    hexOf(pixels, 4 * (row * columns + column));
  const marks: Mark[] = [];
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(rows, row + 1 + UNDER);
    for (let from = 0, to = 1; from < columns; from = to, to = from + 1) {
      const color = colourAt(row, from);
      while (to < columns && colourAt(row, to) === color) to++;
      const right = Math.min(columns, to + UNDER);
      const path = new PathData();
      path.rect(
        x + from * across,
        y + row * down,
        (right - from) * across,
        (bottom - row) * down,
      );
      const fill = {color, opacity: 1, rule: 'nonzero'} as const;
      marks.push({kind: 'path', d: path.d, matrix, fill, stroke: null});
    }
  }
  return marks;
}

const hexOf = (pixels: Uint8ClampedArray, at: number): string =>
  `#${[0, 1, 2].map(i => pixels[at + i].toString(16).padStart(2, '0')).join('')}`;
