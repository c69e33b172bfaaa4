/**
 * Largest difference of values, relative to the largest of `expected`. Where there are
 * not as many, they have nothing in common.
 */
export function relativeError(own: Float32Array, expected: Float32Array): number {
  if (own.length !== expected.length) return Infinity;
  let worst = 0;
  let scale = 0;
  let all = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(own[i] - expected[i]);
    const size = Math.abs(expected[i]);
    if (error > worst) worst = error;
    if (size > scale) scale = size;
    // No number, and no end, stays in the sum.
    all += error;
  }
  if (!(all < Infinity)) return amongInfinite(own, expected);
  return scale === 0 ? worst : worst / scale;
}

/** The same where some are infinite: two that are so alike are no number apart. */
function amongInfinite(own: Float32Array, expected: Float32Array): number {
  let worst = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const other = expected[i];
    const error = own[i] === other ? 0 : Math.abs(own[i] - other);
    if (!(error < Infinity)) return Infinity;
    if (error > worst) worst = error;
    const size = Math.abs(other);
    if (size > scale && size < Infinity) scale = size;
  }
  return scale === 0 ? worst : worst / scale;
}
