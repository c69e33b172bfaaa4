/** How hard a text is packed: soon done, or as small as can be. */
export type Packing = 'soon' | 'small';

/** Packed as small as can be, no text is smaller than so much of what it is else. */
const GAIN = 0.7;

/**
 * The first text that is small enough, packed harder only where it fits then. Pure.
 *
 * @remarks
 * The last, which is the smallest, is written first: where that is too large, no other is.
 * @param writes - The finest first.
 * @param most - In bytes.
 * @returns `null` where none is, and how large the last one is.
 */
export function finestThatFits(
  writes: readonly ((packing: Packing) => string)[],
  most: number,
): {html: string | null; bytes: number} {
  const coarsest = fitted(writes[writes.length - 1], most);
  if (coarsest.html === null) return coarsest;
  for (const write of writes.slice(0, -1)) {
    const found = fitted(write, most);
    if (found.html !== null) return found;
  }
  return coarsest;
}

function fitted(
  write: (packing: Packing) => string,
  most: number,
): {html: string | null; bytes: number} {
  const html = write('soon');
  const bytes = Buffer.byteLength(html);
  if (bytes <= most) return {html, bytes};
  if (bytes * GAIN > most) return {html: null, bytes};
  const small = write('small');
  const least = Buffer.byteLength(small);
  return {html: least <= most ? small : null, bytes: least};
}
