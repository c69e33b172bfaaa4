/**
 * Largest difference of values, relative to the largest of `expected`. Where there are
 * not as many, they have nothing in common.
 */
export function relativeError(own: Float32Array, expected: Float32Array): number {
  if (own.length !== expected.length) return Infinity;
  let worst = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const other = expected[i];
    // Two that are infinite alike are no number apart.
    const error = own[i] === other ? 0 : Math.abs(own[i] - other);
    if (!(error < Infinity)) return Infinity;
    if (error > worst) worst = error;
    const size = Math.abs(other);
    if (size > scale && size < Infinity) scale = size;
  }
  return scale === 0 ? worst : worst / scale;
}
