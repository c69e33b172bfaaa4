import {group} from '../script/interpolate.ts';

/** How the numbers of a vector form the pairs that rotary positions turn. */
export type Pairing =
  | /** Number i with number i + d/2 (Llama and most others). */
    'halves'
    /** Number 2i with number 2i + 1 (GPT-J). */
  | 'neighbours';

/** Vectors of one head before and after positions are turned in, `[position, d_head]`. */
export interface Turned {
  before: ArrayLike<number>;
  after: ArrayLike<number>;
  /** Numbers in a vector. */
  width: number;
}

/** How a model turns its pairs. */
export interface Rotation {
  pairing: Pairing;
  /** Radians per position, by pair. */
  frequencies: Float32Array;
}

/** The two numbers of a pair. */
export function pairAt(
  vector: ArrayLike<number>,
  pair: number,
  width: number,
  pairing: Pairing,
  offset = 0,
): [number, number] {
  const [a, b] =
    pairing === 'halves' ? [pair, pair + width / 2] : [2 * pair, 2 * pair + 1];
  return [vector[offset + a], vector[offset + b]];
}

/**
 * Find out from captured vectors how a model turns its pairs: the pairing under which
 * lengths stay the same, and each pair's angle from one position to the next.
 */
export function rotationOf(turned: Turned): Rotation {
  const pairing =
    stretch(turned, 'halves') <= stretch(turned, 'neighbours') ? 'halves' : 'neighbours';
  const {width} = turned;
  const frequencies = Float32Array.from({length: width / 2}, (_, pair) =>
    frequencyOf(turned, pair, pairing),
  );
  return {pairing, frequencies};
}

/** How much the lengths of pairs change: 0 under the pairing that the model uses. */
function stretch({before, after, width}: Turned, pairing: Pairing): number {
  let sum = 0;
  for (let offset = 0; offset < before.length; offset += width) {
    for (let pair = 0; pair < width / 2; pair++) {
      const from = Math.hypot(...pairAt(before, pair, width, pairing, offset));
      const to = Math.hypot(...pairAt(after, pair, width, pairing, offset));
      sum += Math.abs(from - to);
    }
  }
  return sum;
}

/** Mean step of the angle between positions, weighted by length: short hands tell little. */
function frequencyOf(
  {before, after, width}: Turned,
  pair: number,
  pairing: Pairing,
): number {
  let sine = 0;
  let cosine = 0;
  let last: number | null = null;
  for (let offset = 0; offset < before.length; offset += width) {
    const from = pairAt(before, pair, width, pairing, offset);
    const to = pairAt(after, pair, width, pairing, offset);
    const angle = Math.atan2(to[1], to[0]) - Math.atan2(from[1], from[0]);
    if (last !== null) {
      const length = Math.hypot(...from);
      sine += Math.sin(angle - last) * length;
      cosine += Math.cos(angle - last) * length;
    }
    last = angle;
  }
  return Math.atan2(sine, cosine);
}

/**
 * Product of a query and a key whose pairs have been turned to their positions.
 *
 * @param query - Before turning, `[d_head]`; likewise `key`.
 * @param at - Their positions; only the difference matters.
 */
export function turnedProduct(
  query: ArrayLike<number>,
  key: ArrayLike<number>,
  {pairing, frequencies}: Rotation,
  at: {query: number; key: number},
): number {
  const width = query.length;
  let sum = 0;
  frequencies.forEach((frequency, pair) => {
    const [qx, qy] = pairAt(query, pair, width, pairing);
    const [kx, ky] = pairAt(key, pair, width, pairing);
    const angle = frequency * (at.query - at.key);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    sum += kx * (qx * cos - qy * sin) + ky * (qx * sin + qy * cos);
  });
  return sum;
}

/** After how many positions a dial has gone round once. */
export function periodOf(frequency: number): string {
  if (frequency === 0) return '\u2013';
  const period = (2 * Math.PI) / Math.abs(frequency);
  return period < 100 ? period.toFixed(1) : group(Math.round(period));
}
