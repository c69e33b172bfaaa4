/** Where the cells of a row lie, from its left edge, in pixels. */
export interface CellPlan {
  /** Width of a cell. */
  cell: number;
  /** Cells that are at least partly in sight. */
  visible: number;
}

/**
 * Cells of a row between two levels of detail: a few wide ones with figures, and all.
 *
 * @param count - Numbers of the vector.
 * @param width - Of the row in pixels.
 * @param wide - How many cells are in sight before zooming out.
 * @param zoomed - 0: these; 1: all.
 */
export function planCells(
  count: number,
  width: number,
  wide: number,
  zoomed: number,
): CellPlan {
  const few = width / Math.min(wide, count);
  const all = width / count;
  // Even steps in size look even, not even steps in width.
  const cell = few * (all / few) ** zoomed;
  return {cell, visible: Math.min(count, Math.ceil(width / cell - 1e-9))};
}

/** The size that only a share of values exceeds: full colour, where a few stand out. */
export function robustLimit(rows: readonly Float32Array[], beyond = 0.05): number {
  const sizes = rows.flatMap(row => [...row].map(Math.abs)).sort((a, b) => a - b);
  const limit = sizes[Math.floor((sizes.length - 1) * (1 - beyond))];
  return limit || sizes[sizes.length - 1] || 1;
}
