import {relativeError} from '../numbers/relative-error.ts';
import type {CapturedToken} from '../text/token.ts';

/** Something that must hold, and whether it does. */
export interface InvariantResult {
  name: string;
  /** Largest deviation found. */
  maxError: number;
  tolerance: number;
  ok: boolean;
  /** How many positions of a long text were looked at; left out where all were. */
  rows?: {checked: number; of: number};
}

/** Values with their shape. */
export interface Values {
  data: Float32Array;
  shape: readonly number[];
}

/** Largest deviation that each precision may show, relative to the size of the values. */
export const TOLERANCE: Record<string, number> = {fp32: 1e-4, fp16: 2e-2};

/**
 * Compare a deviation with what the precision allows.
 *
 * @param own - What this check allows, where it is something else.
 */
export function check(
  name: string,
  maxError: number,
  dtype: string,
  own: number | null = null,
): InvariantResult {
  const tolerance = own ?? TOLERANCE[dtype] ?? TOLERANCE.fp16;
  return {name, maxError, tolerance, ok: maxError <= tolerance};
}

/**
 * Every row of a pattern `[.., query, key]` sums to 1.
 *
 * @param sink - Rows may sum to less: the rest went to no token.
 */
export function rowSumError({data, shape}: Values, sink = false): number {
  const width = shape[shape.length - 1];
  let [low, high] = [1, 1];
  let row = 0;
  // Four at a time: each addition waits for the one before it in its row.
  for (; row + 4 * width <= data.length; row += 4 * width) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let at = row, end = row + width; at < end; at++) {
      s0 += data[at];
      s1 += data[at + width];
      s2 += data[at + 2 * width];
      s3 += data[at + 3 * width];
    }
    low = Math.min(low, s0, s1, s2, s3);
    high = Math.max(high, s0, s1, s2, s3);
  }
  for (; row < data.length; row += width) {
    let sum = 0;
    for (let at = row; at < row + width; at++) sum += data[at];
    low = Math.min(low, sum);
    high = Math.max(high, sum);
  }
  const worst = sink ? Math.max(0, high - 1, -low) : Math.max(high - 1, 1 - low);
  return Number.isNaN(worst) ? Infinity : worst;
}

/**
 * No query of a pattern `[.., query, key]` sees a later key.
 *
 * @param numbers - Which queries these are. The last keys are those of the last queries.
 * @param queries - How many there are in all.
 * @param tokens - Those that ask; what padding sees, from which all may be hidden, is not looked at.
 */
export function causalError(
  {data, shape}: Values,
  numbers: readonly number[],
  queries: number,
  tokens: readonly Pick<CapturedToken, 'padding'>[],
): number {
  const keys = shape[shape.length - 1];
  let worst = 0;
  for (let row = 0; row * keys < data.length; row++) {
    const query = numbers[row % numbers.length];
    if (tokens[query]?.padding) continue;
    const last = query + keys - queries;
    const end = (row + 1) * keys;
    for (let at = row * keys + Math.max(0, last + 1); at < end; at++) {
      // Nearly all are.
      if (data[at] !== 0) worst = Math.max(worst, Math.abs(data[at]));
    }
  }
  return Number.isNaN(worst) ? Infinity : worst;
}

/** Whether some of these queries see a later key. */
export const seesLater = (
  pattern: Values,
  numbers: readonly number[],
  queries: number,
  tokens: readonly Pick<CapturedToken, 'padding'>[],
): boolean => causalError(pattern, numbers, queries, tokens) > 0;

/** The softmax over the last axis of `scores` is `pattern`. */
export function softmaxError(scores: Values, pattern: Values): number {
  const keys = pattern.shape[pattern.shape.length - 1];
  const [own, expected] = [scores.data, pattern.data];
  const exps = new Float64Array(keys);
  let worst = 0;
  for (let row = 0; row < expected.length; row += keys) {
    let max = -Infinity;
    for (let at = row; at < row + keys; at++) if (own[at] > max) max = own[at];
    // Where nothing is visible, there is nothing to compare.
    if (isEmpty(own, row, keys)) continue;
    let sum = 0;
    for (let key = 0; key < keys; key++) {
      const below = own[row + key] - max;
      const exp = below < NOTHING ? 0 : Math.exp(below);
      exps[key] = exp;
      sum += exp;
    }
    const share = 1 / sum;
    let all = 0;
    for (let key = 0; key < keys; key++) {
      const error = Math.abs(exps[key] * share - expected[row + key]);
      if (error > worst) worst = error;
      // What is no number stays in the sum.
      all += error;
    }
    if (Number.isNaN(all)) return Infinity;
  }
  return worst;
}

const isEmpty = (scores: Float32Array, from: number, count: number): boolean =>
  scores[from] === -Infinity &&
  scores.subarray(from, from + count).every(score => score === -Infinity);

/** What scores so far below the best has no weight in 32 bits. */
const NOTHING = -110;

/** `a + b + .. = sum`, relative to the largest value of the sum. */
export function sumError(
  [first, ...others]: readonly Float32Array[],
  sum: Float32Array,
): number {
  const isWhole = [first, ...others].every(({length}) => length === sum.length);
  if (!isWhole) return Infinity;
  const sums = first.slice();
  for (const term of others) {
    for (let i = 0; i < sums.length; i++) sums[i] += term[i];
  }
  return relativeError(sums, sum);
}

/**
 * `[rows, inner] x [inner, columns] + bias = product`, relative to its largest value.
 *
 * @param product - `[.., columns]`.
 */
export function columnsError(
  a: Float32Array,
  b: Float32Array,
  inner: number,
  product: Values,
  bias: Float32Array | null,
): number {
  const columns = product.shape[product.shape.length - 1];
  const made = new Float32Array(product.data.length);
  const sums = new Float64Array(columns);
  // Made wide once, not with every product.
  const wide = new Float64Array(b);
  for (let row = 0; row * columns < made.length; row++) {
    for (let c = 0; c < columns; c++) sums[c] = bias ? bias[c] : 0;
    addRow(sums, a.subarray(row * inner, (row + 1) * inner), wide);
    made.set(sums, row * columns);
  }
  return relativeError(made, product.data);
}

/** Add a row times `[inner, columns]` to sums, four columns at a time. */
function addRow(sums: Float64Array, row: Float32Array, b: Float64Array): void {
  const columns = sums.length;
  let c = 0;
  for (; c + 4 <= columns; c += 4) {
    let s0 = sums[c];
    let s1 = sums[c + 1];
    let s2 = sums[c + 2];
    let s3 = sums[c + 3];
    for (let k = 0, at = c; k < row.length; k++, at += columns) {
      const factor = row[k];
      s0 += factor * b[at];
      s1 += factor * b[at + 1];
      s2 += factor * b[at + 2];
      s3 += factor * b[at + 3];
    }
    sums[c] = s0;
    sums[c + 1] = s1;
    sums[c + 2] = s2;
    sums[c + 3] = s3;
  }
  for (; c < columns; c++) {
    for (let k = 0; k < row.length; k++) sums[c] += row[k] * b[k * columns + c];
  }
}

/** How far `output` is from `gain * (x - mean) / scale + bias`. */
export function normError(
  x: Float32Array,
  output: Float32Array,
  gain: Float32Array | null,
  bias: Float32Array | null,
  {kind, epsilon}: {kind: 'rms' | 'layer'; epsilon: number},
  width: number,
): number {
  const normed = new Float32Array(output.length);
  const gains = gain ?? new Float32Array(width).fill(1);
  const biases = bias ?? new Float32Array(width);
  for (let row = 0; row < x.length; row += width) {
    let mean = 0;
    if (kind === 'layer') {
      for (let i = row; i < row + width; i++) mean += x[i];
      mean /= width;
    }
    let square = 0;
    for (let i = row; i < row + width; i++) {
      const apart = x[i] - mean;
      square += apart * apart;
    }
    const factor = 1 / Math.sqrt(square / width + epsilon);
    for (let i = 0; i < width; i++) {
      normed[row + i] = gains[i] * ((x[row + i] - mean) * factor) + biases[i];
    }
  }
  return relativeError(normed, output);
}
