/** Rows of scores and patterns are looked at for so many queries, */
const MOST = 64;
/** of texts of up to so many tokens: rows of longer ones are longer, and fewer tell as much. */
const LONGEST = 512;
/** Sums, norms and products are made again at so many positions. */
const MOST_REMADE = 16;

/** How many of the positions of a text a check looked at. */
export interface RowCount {
  checked: number;
  of: number;
}

/** So many of `count` numbers from 0, evenly spread with both ends; all where they are few. */
function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({length: count}, (_, i) => i);
  return Array.from({length: most}, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/** The positions that are looked at: all of a short text, else evenly spread with both ends. */
export const lookedAt = (count: number): readonly number[] => placesOf(count).looked;

/** Among those that are looked at, the places of those at which values are made again. */
export const remade = (looked: number): number[] => spread(looked, MOST_REMADE);

/** The positions at which values are made again. */
export const remadeOf = (count: number): readonly number[] => placesOf(count).remade;

/** Every check of a text asks for the same. */
let last: {count: number; looked: number[]; remade: number[]} | null = null;

function placesOf(count: number): NonNullable<typeof last> {
  if (last?.count === count) return last;
  const rows = Math.round((MOST * LONGEST) / Math.max(LONGEST, count));
  const looked = spread(count, Math.max(MOST_REMADE, rows));
  const chosen = remade(looked.length).map(place => looked[place]);
  last = {count, looked, remade: chosen};
  return last;
}

/** How many that were, `null` where all of them. */
export const counted = (rows: readonly number[], of: number): RowCount | null =>
  rows.length === of ? null : {checked: rows.length, of};

/** Some rows of a matrix, without the others. */
export function pickRows(
  data: Float32Array,
  width: number,
  rows: readonly number[],
): Float32Array {
  if (rows.length * width === data.length) return data;
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, i) =>
    picked.set(data.subarray(row * width, (row + 1) * width), i * width),
  );
  return picked;
}
