/**
 * Sums of products of each row of `a` with each row of `b`: `[row of a, row of b]`. Four at
 * a time, so that none waits for the one before it.
 *
 * @param size - Entries of a row.
 */
export function rowProducts(
  a: Float64Array,
  b: Float64Array,
  size: number,
): Float64Array {
  const products = new Float64Array((a.length / size) * (b.length / size));
  let at = 0;
  for (let i = 0; i < a.length; i += size) {
    let j = 0;
    for (; j + 4 * size <= b.length; j += 4 * size) {
      let p0 = 0;
      let p1 = 0;
      let p2 = 0;
      let p3 = 0;
      for (let d = 0; d < size; d++) {
        const entry = a[i + d];
        p0 += entry * b[j + d];
        p1 += entry * b[j + size + d];
        p2 += entry * b[j + 2 * size + d];
        p3 += entry * b[j + 3 * size + d];
      }
      products[at++] = p0;
      products[at++] = p1;
      products[at++] = p2;
      products[at++] = p3;
    }
    for (; j < b.length; j += size, at++) {
      for (let d = 0; d < size; d++) products[at] += a[i + d] * b[j + d];
    }
  }
  return products;
}
