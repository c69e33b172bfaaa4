import {group} from '../script/interpolate.ts';

/** Two numbers of a vector that positions turn together. */
export interface TurningPair {
  /** Their places in the vector. */
  a: number;
  b: number;
  /** Radians per position. */
  frequency: number;
}

/** The two numbers of a pair. */
export const handOf = (
  vector: ArrayLike<number>,
  {a, b}: TurningPair,
): [number, number] => [vector[a], vector[b]];

/**
 * Product of a query and a key whose pairs have been turned to their positions. What is in
 * no pair is not turned, and counts as it is.
 *
 * @param query - Before turning, `[d_head]`; likewise `key`.
 * @param at - Their positions; only the difference matters.
 */
export function turnedProduct(
  query: ArrayLike<number>,
  key: ArrayLike<number>,
  pairs: readonly TurningPair[],
  at: {query: number; key: number},
): number {
  const turning = new Set(pairs.flatMap(({a, b}) => [a, b]));
  let sum = 0;
  for (let i = 0; i < query.length; i++) if (!turning.has(i)) sum += query[i] * key[i];
  for (const pair of pairs) {
    const [qx, qy] = handOf(query, pair);
    const [kx, ky] = handOf(key, pair);
    const angle = pair.frequency * (at.query - at.key);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    sum += kx * (qx * cos - qy * sin) + ky * (qx * sin + qy * cos);
  }
  return sum;
}

/** After how many positions a dial has gone round once. */
export function periodOf(frequency: number): string {
  if (frequency === 0) return '\u2013';
  const period = (2 * Math.PI) / Math.abs(frequency);
  return period < 100 ? period.toFixed(1) : group(Math.round(period));
}

/** In how many columns dials with a label below each are largest. */
export function dialColumns(
  count: number,
  room: {width: number; height: number; label: number},
): number {
  const sizeOf = (columns: number): number =>
    Math.min(room.width / columns, room.height / Math.ceil(count / columns) - room.label);
  const columns = Array.from({length: count}, (_, i) => i + 1);
  return columns.reduce((best, own) => (sizeOf(own) > sizeOf(best) ? own : best), 1);
}
