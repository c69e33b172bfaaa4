/** Patterns of longer texts are large: `[head, query, key]` of every layer. */
const LONGEST = 256;

/**
 * Whether a text is so long that what a head's pattern is asked for is taken in the graph,
 * and the patterns of all layers do not leave it together.
 *
 * @param positions - Of the queries and of the keys.
 */
export const isLong = (...positions: readonly number[]): boolean =>
  Math.max(...positions) > LONGEST;
