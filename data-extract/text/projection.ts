import {PCA} from 'ml-pca';

/** A plane in a space of vectors. */
export interface Plane {
  /** A point of it, `[d_model]`. */
  origin: Float64Array;
  /** Two directions of length 1 at right angles, `[d_model]` each. */
  axes: readonly [Float64Array, Float64Array];
  /** Share of the vectors' variance that each direction shows. */
  explained: readonly [number, number];
}

/**
 * The plane in which vectors lie furthest apart: their first two principal components.
 *
 * @param rows - At least three vectors.
 */
export function principalPlane(rows: readonly Float32Array[]): Plane {
  const pca = new PCA(rows.map(row => [...row]));
  const [count, dModel] = [rows.length, rows[0].length];
  const origin = new Float64Array(dModel);
  for (const row of rows) row.forEach((value, i) => (origin[i] += value / count));
  const vectors = pca.getEigenvectors();
  const explained = pca.getExplainedVariance();
  const axis = (index: number): Float64Array => {
    const values = Float64Array.from(vectors.getColumn(index));
    const largest = values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    // A component has no sign of its own; this one makes it the same everywhere.
    return largest < 0 ? values.map(value => -value) : values;
  };
  return {origin, axes: [axis(0), axis(1)], explained: [explained[0], explained[1]]};
}

/** Where vectors lie on a plane, `[vector, axis]`, row-major. */
export function project(
  rows: readonly Float32Array[],
  {origin, axes}: Plane,
): Float32Array {
  return Float32Array.from(
    rows.flatMap(row =>
      axes.map(axis => row.reduce((sum, v, i) => sum + (v - origin[i]) * axis[i], 0)),
    ),
  );
}

/** A vector at length 1; a vector of zeros stays. */
export function unit(row: Float32Array): Float32Array {
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? row.slice() : row.map(value => value / length);
}
