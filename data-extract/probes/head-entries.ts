/** Numbers with their shape, row-major. */
interface Rows {
  data: Float32Array;
  shape: readonly number[];
}

/**
 * Which columns hold the numbers of a head: as layouts differ from model to model, they
 * are found by their values, which must be the same in every row.
 *
 * @param rows - `[position, column]`.
 * @param heads - `[position, head, entry]`.
 * @returns A column per entry, or `null` where one is not among them.
 */
export function entriesIn(rows: Rows, heads: Rows, head: number): number[] | null {
  const [positions, count, size] = heads.shape;
  const columns = rows.shape[1];
  if (rows.shape[0] !== positions) return null;
  const found: number[] = [];
  // Entries lie in order in all known layouts: the search goes on where the last one was.
  let column = 0;
  for (let entry = 0; entry < size; entry++) {
    const at = head * size + entry;
    const isIt = (candidate: number): boolean => {
      for (let row = 0; row < positions; row++) {
        const value = heads.data[row * count * size + at];
        if (rows.data[row * columns + candidate] !== value) return false;
      }
      return true;
    };
    let tried = 0;
    while (tried < columns && !isIt(column)) {
      column = (column + 1) % columns;
      tried++;
    }
    if (tried === columns) return null;
    found.push(column);
    column = (column + 1) % columns;
  }
  return found;
}

/**
 * What is added to `x W` to make `made`, and how far it is from being the same in every
 * row, relative to the largest number made.
 *
 * @param x - `[position, inner]`.
 * @param weight - `[inner, entry]`.
 * @param made - `[position, column]`.
 * @param entries - Columns of `made` that belong to the entries.
 */
export function biasOf(
  x: Rows,
  weight: Rows,
  made: Rows,
  entries: readonly number[],
): {bias: Float32Array; error: number; isZero: boolean} {
  const [positions, inner] = x.shape;
  const columns = made.shape[1];
  const bias = new Float32Array(entries.length);
  let [worst, largest, most] = [0, 0, 0];
  entries.forEach((column, entry) => {
    for (let row = 0; row < positions; row++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        sum += x.data[row * inner + k] * weight.data[k * entries.length + entry];
      }
      const value = made.data[row * columns + column];
      if (row === 0) bias[entry] = value - sum;
      worst = Math.max(worst, Math.abs(value - sum - bias[entry]));
      largest = Math.max(largest, Math.abs(value));
    }
    most = Math.max(most, Math.abs(bias[entry]));
  });
  const scale = largest || 1;
  return {bias, error: worst / scale, isZero: most / scale < ROUNDING};
}

/** Sums of many products differ so much by their order. */
const ROUNDING = 1e-5;
