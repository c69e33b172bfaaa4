/** A rectangle in frame coordinates. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the cells of a matrix lie. */
export interface GridPlan {
  /** Rows and columns that are drawn. */
  rows: number;
  columns: number;
  /** How many values of the matrix one drawn cell stands for, downwards and across. */
  perRow: number;
  perColumn: number;
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  gap: number;
  /** Whether rows and columns are large enough for labels. */
  labelled: boolean;
  /** Whether cells are large enough for figures. */
  readable: boolean;
}

/** What the labels of a grid need, in pixels. */
export interface LabelRoom {
  left: number;
  top: number;
}

/** At most so many cells are drawn each way. */
export const MAX_CELLS = 64;
/** Cells from this size on carry text. */
const READABLE = {width: 72, height: 36} as const;
const MAX_CELL = {width: 96, height: 56} as const;

/**
 * Fit a matrix into a box, with room for labels where rows are high enough for text.
 *
 * @param size - Rows and columns of the matrix.
 * @param room - What labels would take.
 * @param most - At most so many cells are drawn each way.
 */
export function gridPlan(
  size: {rows: number; columns: number},
  box: Box,
  room: LabelRoom,
  most = MAX_CELLS,
): GridPlan {
  const perRow = Math.ceil(size.rows / most);
  const perColumn = Math.ceil(size.columns / most);
  const rows = Math.ceil(size.rows / perRow);
  const columns = Math.ceil(size.columns / perColumn);
  const fit = ({left, top}: LabelRoom): GridPlan => {
    const cellWidth = Math.min(MAX_CELL.width, (box.width - left) / columns);
    const cellHeight = Math.min(MAX_CELL.height, (box.height - top) / rows);
    return {
      rows,
      columns,
      perRow,
      perColumn,
      left: box.x + left,
      top: box.y + top,
      cellWidth,
      cellHeight,
      gap: Math.min(4, Math.min(cellWidth, cellHeight) * 0.12),
      labelled: cellHeight >= READABLE.height && cellWidth >= READABLE.height,
      readable: cellHeight >= READABLE.height && cellWidth >= READABLE.width,
    };
  };
  const withLabels = fit(room);
  return withLabels.labelled ? withLabels : {...fit({left: 0, top: 0}), labelled: false};
}
