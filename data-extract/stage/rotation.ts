import {rowAt} from './head-math.ts';
import type {Rows} from './head-math.ts';

/** Two entries that turn together, and how far they turn from one position to the next. */
export interface TurningPair {
  a: number;
  b: number;
  /** Radians per position; a whole turn is 2π. */
  frequency: number;
}

/** How positions are turned into the vectors of a head. */
export interface Rotation {
  /** Which entries make a pair: one half with the other, or neighbours. */
  pairing: 'halves' | 'neighbours';
  /** The fastest first, as they lie in the vector. */
  pairs: TurningPair[];
  /** Entries that stay as they are. */
  still: number[];
  /** Largest deviation of the vectors turned by these from the model's, relative. */
  error: number;
}

/** Vectors that are turned this exactly are turned by nothing else. */
const EXACT = 1e-3;

/**
 * Tell from vectors before and after positions are turned in how that was done: which
 * entries turn together, and how fast.
 *
 * @param before - `[position, entry]`, from position 0 on.
 * @returns `null` where it is no rotation by a constant angle per position.
 */
export function rotationOf(before: Rows, after: Rows): Rotation | null {
  const [positions, size] = before.shape;
  if (positions < 2) return null;
  const entries = Array.from({length: size}, (_, entry) => entry);
  const isStill = (entry: number): boolean => {
    for (let p = 0; p < positions; p++)
      if (before.data[p * size + entry] !== after.data[p * size + entry]) return false;
    return true;
  };
  const turned = entries.filter(entry => !isStill(entry));
  const half = turned.length / 2;
  if (!Number.isInteger(half) || half === 0) return null;
  const ways = [
    {pairing: 'halves' as const, partner: (i: number) => [turned[i], turned[i + half]]},
    {
      pairing: 'neighbours' as const,
      partner: (i: number) => [turned[2 * i], turned[2 * i + 1]],
    },
  ];
  for (const {pairing, partner} of ways) {
    const pairs = Array.from({length: half}, (_, i): TurningPair => {
      const [a, b] = partner(i);
      return {a, b, frequency: frequencyOf(before, after, a, b)};
    });
    const error = errorOf(before, after, pairs);
    if (error < EXACT) {
      const still = entries.filter(entry => !turned.includes(entry));
      return {pairing, pairs, still, error};
    }
  }
  return null;
}

/** A vector turned to a position. */
export function turnTo(
  vector: Float32Array,
  pairs: readonly TurningPair[],
  position: number,
): Float32Array {
  const own = vector.slice();
  for (const {a, b, frequency} of pairs) {
    const [cos, sin] = [Math.cos(frequency * position), Math.sin(frequency * position)];
    own[a] = vector[a] * cos - vector[b] * sin;
    own[b] = vector[a] * sin + vector[b] * cos;
  }
  return own;
}

/**
 * Radians per position. The first step tells it roughly; each later position, where the
 * angle is larger, tells it better, as whole turns are known by then.
 */
function frequencyOf(before: Rows, after: Rows, a: number, b: number): number {
  let frequency = 0;
  let [along, weights] = [0, 0];
  for (let position = 1; position < before.shape[0]; position++) {
    const [x, y] = [rowAt(before, position), rowAt(after, position)];
    const angle = Math.atan2(x[a] * y[b] - x[b] * y[a], x[a] * y[a] + x[b] * y[b]);
    const turns = Math.round((frequency * position - angle) / (2 * Math.PI));
    const whole = position === 1 ? angle : angle + 2 * Math.PI * turns;
    // Short vectors tell little of their direction.
    const weight = (x[a] ** 2 + x[b] ** 2) * position ** 2;
    along += (weight * whole) / position;
    weights += weight;
    if (weights > 0) frequency = along / weights;
  }
  return frequency;
}

function errorOf(before: Rows, after: Rows, pairs: readonly TurningPair[]): number {
  let [worst, largest] = [0, 0];
  for (let position = 0; position < before.shape[0]; position++) {
    const own = turnTo(rowAt(before, position), pairs, position);
    const model = rowAt(after, position);
    for (const {a, b} of pairs) {
      for (const entry of [a, b]) {
        worst = Math.max(worst, Math.abs(own[entry] - model[entry]));
        largest = Math.max(largest, Math.abs(model[entry]));
      }
    }
  }
  return worst / (largest || 1);
}
