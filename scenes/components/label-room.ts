import {MONO, SANS, SIZE} from '../theme/type.ts';
import {MAX_CELLS} from './matrix-plan.ts';
import type {LabelRoom} from './matrix-plan.ts';

/** Words beside the rows and above the columns of a grid. */
export interface GridLabels {
  rows?: readonly string[];
  columns?: readonly string[];
  /** What they are. */
  axes?: {rows: string; columns: string};
}

/** The name of a grid above it, or what it leaves out below. */
const TITLE = 50;
const NOTE = 44;
/** Column labels rise to the right, so that long ones need little height. */
export const ANGLE = Math.PI / 5;
export const AIR = 18;
/** Room for the names of both axes above one another. */
const AXES = 100;
export const AXIS_FACE = [SANS, SIZE.small, 600] as const;
/** Longer labels of columns are cut: so many times their size. */
export const LONGEST_COLUMN = 5;
/** Those of rows, too, unless the grid is wide: then they may take a part of it. */
const LONGEST_ROW = {sizes: 8.6, part: 0.25} as const;

/** How wide the label of a row may be in a grid of a width, in pixels. */
export const longestRow = (size: number, width: number): number =>
  Math.max(LONGEST_ROW.sizes * size, LONGEST_ROW.part * width);

/** Size of labels: of few rows they are larger; in a grid that is looked at from near, too. */
const SIZES = {most: 40, share: 0.45, nearShare: 0.62} as const;
/** What labels of columns have of the width of a grid. */
const ACROSS = 0.85;

/**
 * Size of the labels of a grid in a box, in pixels: labels of columns do not lie on one
 * another.
 *
 * @param shape - How many rows there are, and columns with labels.
 * @param least - The smallest that they may be.
 */
export function labelSize(
  {rows, columns}: {rows: number; columns: number},
  box: {width: number; height: number},
  least: number = SIZE.small,
): number {
  const pitch = box.height / (rows + 2);
  const near = Math.min(SIZE.small, pitch * SIZES.nearShare);
  const fitting = Math.min(SIZES.most, Math.max(pitch * SIZES.share, near));
  const apart = ((ACROSS * box.width) / Math.max(1, columns)) * Math.sin(ANGLE);
  return Math.max(least, Math.min(fitting, apart));
}

type Face = [family: string, size: number, weight: 500 | 600 | 700];

/**
 * Room that labels need, in pixels.
 *
 * @param shape - Of the matrix, and the width of what grid and labels have, in pixels.
 * @param measure - Width of a text in a face.
 */
export function labelRoom(
  {rows = [], columns = [], axes, title = ''}: GridLabels & {title?: string},
  size: number,
  shape: {rows: number; columns: number; width: number; most?: number},
  measure: (text: string, ...face: Face) => number,
): LabelRoom {
  const widest = (labels: readonly string[], most: number): number =>
    Math.min(most, Math.max(0, ...labels.map(label => measure(label, MONO, size, 500))));
  // The names of the axes end where the rows' labels do, and may be longer.
  const named = axes
    ? Math.max(...[axes.rows, axes.columns].map(name => measure(name, ...AXIS_FACE)))
    : 0;
  const isSampled = Math.max(shape.rows, shape.columns) > (shape.most ?? MAX_CELLS);
  const last = widest(columns.slice(-1), LONGEST_COLUMN * size) * Math.cos(ANGLE);
  return {
    title: title === '' ? 0 : TITLE,
    note: title === '' && isSampled ? NOTE : 0,
    right: Math.max(0, last - AIR),
    left:
      rows.length > 0
        ? Math.max(widest(rows, longestRow(size, shape.width)), named) + AIR
        : 0,
    top:
      columns.length > 0
        ? Math.max(
            axes ? AXES : 0,
            widest(columns, LONGEST_COLUMN * size) * Math.sin(ANGLE) + size,
          )
        : 0,
  };
}
