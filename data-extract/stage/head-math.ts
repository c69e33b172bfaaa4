/** Vectors one below the other, `[row, entry]`, row-major. */
export interface Rows {
  data: Float32Array;
  shape: readonly [number, number];
}

/** One head of `[position, head, entry]`, as rows of positions. */
export function rowsOfHead(
  {data, shape}: {data: Float32Array; shape: readonly [number, number, number]},
  head: number,
): Rows {
  const [positions, heads, size] = shape;
  const own = new Float32Array(positions * size);
  for (let position = 0; position < positions; position++) {
    const from = (position * heads + head) * size;
    own.set(data.subarray(from, from + size), position * size);
  }
  return {data: own, shape: [positions, size]};
}

/** One of the rows; shares memory. */
export const rowAt = ({data, shape: [, size]}: Rows, row: number): Float32Array =>
  data.subarray(row * size, (row + 1) * size);

/** Products of two vectors, entry by entry. */
export const products = (a: Float32Array, b: Float32Array): Float32Array =>
  a.map((value, i) => value * b[i]);

/** Sum of the products of two vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Each row of `a` with each of `b`: `[row of a, row of b]`. */
export function dots(a: Rows, b: Rows): Float32Array {
  const [rows, columns] = [a.shape[0], b.shape[0]];
  return Float32Array.from({length: rows * columns}, (_, i) =>
    dot(rowAt(a, Math.floor(i / columns)), rowAt(b, i % columns)),
  );
}

/** Each row made longer or shorter by its weight. */
export const weighted = (weights: ArrayLike<number>, {data, shape}: Rows): Float32Array =>
  data.map((value, i) => value * weights[Math.floor(i / shape[1])]);

/** The sum of all rows. */
export function sumOfRows({data, shape: [, size]}: Rows): Float32Array {
  const sums = new Float64Array(size);
  data.forEach((value, i) => (sums[i % size] += value));
  return Float32Array.from(sums);
}

/** A vector through a matrix `[inner, entry]`. */
export function through(x: Float32Array, {data, shape: [inner, size]}: Rows) {
  const sums = new Float64Array(size);
  for (let k = 0; k < inner; k++) {
    for (let entry = 0; entry < size; entry++)
      sums[entry] += x[k] * data[k * size + entry];
  }
  return Float32Array.from(sums);
}

/** Cosine of the angle between two vectors; 0 where one of them has no length. */
export function cosine(a: Float32Array, b: Float32Array): number {
  const lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
  return lengths === 0 ? 0 : dot(a, b) / lengths;
}

/** Places of the numbers that are farthest from 0, by size; ties go to the lower one. */
export const largest = (data: ArrayLike<number>, count: number): number[] =>
  Array.from({length: data.length}, (_, i) => i)
    .sort((a, b) => Math.abs(data[b]) - Math.abs(data[a]) || a - b)
    .slice(0, count);
