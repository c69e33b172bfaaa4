/** Where a document stands among the rows of a batch. */
export interface Placed {
  /** Its row, and the place of its first token in it. */
  row: number;
  start: number;
  /** How many tokens it has. */
  length: number;
}

/** Each document in a row of its own, the rest of the row filled up with padding. */
export const alone = (lengths: readonly number[]): Placed[] =>
  lengths.map((length, row) => ({row, start: 0, length}));

/**
 * Documents in as few rows as go by the simplest rule: each goes to the first row that has
 * room for it.
 *
 * @param size - Tokens of a row.
 * @throws RangeError where a document is longer than a row.
 */
export function pack(lengths: readonly number[], size: number): Placed[] {
  const taken: number[] = [];
  return lengths.map(length => {
    if (length > size) {
      throw new RangeError(`A document of ${length} tokens has no room in ${size}.`);
    }
    const found = taken.findIndex(used => used + length <= size);
    const row = found < 0 ? taken.length : found;
    const start = found < 0 ? 0 : taken[row];
    taken[row] = start + length;
    return {row, start, length};
  });
}

/** How many rows there are, and the share of their places that padding takes. */
export function wasteOf(
  placed: readonly Placed[],
  size: number,
): {rows: number; padding: number} {
  const rows = 1 + Math.max(-1, ...placed.map(({row}) => row));
  const tokens = placed.reduce((sum, {length}) => sum + length, 0);
  return {rows, padding: rows === 0 ? 0 : 1 - tokens / (rows * size)};
}
