/** Rows of a table of token vectors that a picture shows, and where. */
export interface TablePlan {
  /** Ids of the rows that are listed, ascending. */
  ids: readonly number[];
  /** From the top of one row to the next, in pixels. */
  pitch: number;
  /** Top of a row, measured from the top of the table; between its neighbours where the row is not listed. */
  topOf(id: number): number;
}

/** A row lower than this could not hold its label. */
const LOWEST = 31;
const HIGHEST = 44;

/**
 * List the rows that a text looks up: each id once, in the table's order, as many as fit.
 *
 * @param ids - Ids in the order in which they matter: the first ones stay.
 * @param height - Room in pixels.
 */
export function planTable(ids: readonly number[], height: number): TablePlan {
  const most = Math.max(1, Math.floor(height / LOWEST));
  const listed = [...new Set(ids)].slice(0, most).sort((a, b) => a - b);
  const pitch = Math.min(HIGHEST, height / Math.max(1, listed.length));
  return {
    ids: listed,
    pitch,
    topOf(id) {
      const index = listed.indexOf(id);
      if (index >= 0) return index * pitch;
      const before = listed.filter(other => other < id).length;
      return Math.min(listed.length - 1, Math.max(0, before - 0.5)) * pitch;
    },
  };
}
