/** A row of a dataset of pairs: a right answer, or a draw that goes with it. */
export interface PairRow {
  pair: number;
  /** `null` for the pair itself. */
  draw: number | null;
}

/** Where a row lies among all rows, counted in rows from the top. */
export interface RowPlace extends PairRow {
  place: number;
}

/**
 * Rows that are in sight.
 *
 * @param pairs - How many pairs there are.
 * @param draws - Draws per pair.
 * @param spread - 0 to 1: how far pairs have moved apart to make room for their draws.
 * @param offset - Rows that have gone out at the top.
 * @param visible - Rows that fit.
 */
export function rowsInSight(
  pairs: number,
  draws: number,
  spread: number,
  offset: number,
  visible: number,
): RowPlace[] {
  const pitch = 1 + draws * spread;
  const first = Math.max(0, Math.floor((offset - pitch) / pitch));
  const last = Math.min(pairs - 1, Math.ceil((offset + visible) / pitch));
  const rows: RowPlace[] = [];
  for (let pair = first; pair <= last; pair++) {
    rows.push({pair, draw: null, place: pair * pitch});
    if (spread <= 0) continue;
    for (let draw = 0; draw < draws; draw++) {
      rows.push({pair, draw, place: pair * pitch + (draw + 1) * spread});
    }
  }
  return rows.filter(({place}) => place > offset - 1 && place < offset + visible);
}

/** Rows that have gone out at the top while the table follows its end. */
export const offsetAtEnd = (
  made: number,
  draws: number,
  spread: number,
  visible: number,
): number => Math.max(0, made * (1 + draws * spread) - visible);

/** How visible a row is at the edges of the table: rows fade where they go out. */
export function edgeAlpha(place: number, offset: number, visible: number): number {
  const top = place - offset + 1;
  const bottom = offset + visible - place;
  return Math.max(0, Math.min(1, top, bottom));
}
