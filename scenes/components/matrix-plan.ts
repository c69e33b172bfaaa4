import type {Box} from './box.ts';
import {SIZE} from '../theme/type.ts';
import {pool} from './pool.ts';
import type {Pooling} from './pool.ts';

export type {Box} from './box.ts';

/** Where the cells of a matrix lie. */
export interface GridPlan extends Pooling {
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  gap: number;
  /** What the labels of the columns take above the cells, in pixels. */
  head: number;
  /** Whether rows and columns are large enough for labels. */
  labelled: boolean;
  /** Whether cells are large enough for figures. */
  readable: boolean;
}

/** What stands around the cells of a grid, in pixels. */
export interface LabelRoom {
  /** Labels of rows and columns, where cells are large enough for them. */
  left: number;
  top: number;
  /** The last column's label rises beyond its cell. */
  right: number;
  /** Above all that the name of the grid, and below it what it leaves out. */
  title: number;
  note: number;
}

/** Cells alone. */
export const NO_LABELS: LabelRoom = {left: 0, top: 0, right: 0, title: 0, note: 0};

/** At most so many cells are drawn each way. */
export const MAX_CELLS = 64;
/** Rows (and columns with labels above) are labelled where they exceed the label by this. */
const LABEL_AIR = 4;
/** Cells from this size on carry text. */
const READABLE = {width: 72, height: 36} as const;

/**
 * Fit a matrix into a box, with room for labels where rows are high enough for text.
 *
 * @param size - Rows and columns of the matrix.
 * @param room - What labels would take.
 * @param most - At most so many cells are drawn each way.
 * @param least - Size of the smallest labels, in pixels.
 */
export function gridPlan(
  size: {rows: number; columns: number},
  box: Box,
  room: LabelRoom,
  most = MAX_CELLS,
  least: number = SIZE.small,
): GridPlan {
  const high = least + LABEL_AIR;
  const perRow = Math.ceil(size.rows / most);
  const perColumn = Math.ceil(size.columns / most);
  const rows = Math.ceil(size.rows / perRow);
  const columns = Math.ceil(size.columns / perColumn);
  const {title, note} = room;
  const fit = ({
    left,
    top,
    right,
  }: Pick<LabelRoom, 'left' | 'top' | 'right'>): GridPlan => {
    const cellWidth = (box.width - left - right) / columns;
    const cellHeight = (box.height - title - top - note) / rows;
    return {
      rows,
      columns,
      perRow,
      perColumn,
      left: box.x + left,
      top: box.y + title + top,
      cellWidth,
      cellHeight,
      head: top,
      gap: Math.min(4, Math.min(cellWidth, cellHeight) * 0.12),
      labelled: cellHeight >= high && (top === 0 || cellWidth >= high),
      readable: cellHeight >= READABLE.height && cellWidth >= READABLE.width,
    };
  };
  const withLabels = fit(room);
  return withLabels.labelled
    ? withLabels
    : {...fit({left: 0, top: 0, right: 0}), labelled: false};
}

/** All cells of a grid. */
export const gridBox = (plan: GridPlan): Box => ({
  x: plan.left,
  y: plan.top,
  width: plan.columns * plan.cellWidth,
  height: plan.rows * plan.cellHeight,
});

/**
 * The values that a plan draws, row-major: of every block its mean (for what adds up), or
 * its first value (where a mean would cancel out what it is made of).
 */
export function reduce(
  data: Float32Array,
  columns: number,
  plan: Pick<GridPlan, 'rows' | 'columns' | 'perRow' | 'perColumn'>,
  how: 'mean' | 'nth',
): Float32Array {
  if (how === 'mean' || (plan.perRow === 1 && plan.perColumn === 1)) {
    return pool(data, columns, plan);
  }
  const cells = new Float32Array(plan.rows * plan.columns);
  for (let row = 0; row < plan.rows; row++) {
    for (let column = 0; column < plan.columns; column++) {
      cells[row * plan.columns + column] =
        data[row * plan.perRow * columns + column * plan.perColumn];
    }
  }
  return cells;
}
