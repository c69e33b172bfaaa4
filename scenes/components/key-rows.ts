/** Which keys of a query a picture has rows for. */
export interface KeyRows {
  /** Positions with a row of their own, in the order of the text. */
  rows: readonly number[];
  /** Visible positions that have none: their weights are taken together. */
  others: readonly number[];
}

/** Rows for tokens that the query cannot see, where not all fit. */
const MASKED = 2;

/**
 * Choose the keys that get a row: all of them, or where that is too many the query
 * itself, the ones with most weight, and a few that it cannot see.
 *
 * @param weights - Weight of every token for the query, `[key]`.
 * @param query - Position of the query; later ones are masked.
 * @param most - At most so many rows, that of all others included.
 */
export function chooseKeys(
  weights: ArrayLike<number>,
  query: number,
  most: number,
): KeyRows {
  const count = weights.length;
  const range = (from: number, to: number): number[] =>
    Array.from({length: Math.max(0, to - from)}, (_, i) => from + i);
  if (count <= most) return {rows: range(0, count), others: []};
  const masked = range(query + 1, Math.min(count, query + 1 + MASKED));
  const room = most - masked.length;
  if (query + 1 <= room) return {rows: range(0, Math.min(count, most)), others: []};
  const strongest = range(0, query)
    .sort((a, b) => weights[b] - weights[a] || a - b)
    .slice(0, Math.max(1, room - 2));
  const own = new Set([...strongest, query]);
  return {
    rows: [...[...own].sort((a, b) => a - b), ...masked],
    others: range(0, query + 1).filter(key => !own.has(key)),
  };
}
