/**
 * The first text that is small enough; those behind it are not written. Pure.
 *
 * @param most - In bytes.
 * @returns `null` where none is, and how large the last one is.
 */
export function finestThatFits(
  writes: readonly (() => string)[],
  most: number,
): {html: string | null; bytes: number} {
  let bytes = 0;
  for (const write of writes) {
    const html = write();
    bytes = Buffer.byteLength(html);
    if (bytes <= most) return {html, bytes};
  }
  return {html: null, bytes};
}
