/** A chunk that lies in the cache. */
export interface StoredChunk {
  key: string;
  bytes: number;
  /** When it was last used, in milliseconds. */
  used: number;
}

/**
 * The chunks to remove so that the cache fits its limit: the longest unused first.
 *
 * @param keep - Keys that must stay whatever their age.
 */
export function chunksToEvict(
  chunks: readonly StoredChunk[],
  limit: number,
  keep: ReadonlySet<string>,
): string[] {
  let total = chunks.reduce((sum, {bytes}) => sum + bytes, 0);
  const evicted: string[] = [];
  for (const {key, bytes} of [...chunks].sort(
    (a, b) => a.used - b.used || (a.key < b.key ? -1 : 1),
  )) {
    if (total <= limit) break;
    if (keep.has(key)) continue;
    evicted.push(key);
    total -= bytes;
  }
  return evicted;
}
