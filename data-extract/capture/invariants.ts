import type {InvariantResult} from './format.ts';

/** Values with their shape. */
export interface Values {
  data: Float32Array;
  shape: readonly number[];
}

/** Largest deviation that each precision may show, relative to the size of the values. */
export const TOLERANCE: Record<string, number> = {fp32: 1e-4, fp16: 2e-2};

/** Compare a deviation with what the precision allows. */
export function check(name: string, maxError: number, dtype: string): InvariantResult {
  const tolerance = TOLERANCE[dtype] ?? TOLERANCE.fp16;
  return {name, maxError, tolerance, ok: maxError <= tolerance};
}

/**
 * Every row of a pattern `[.., query, key]` sums to 1.
 *
 * @param sink - Rows may sum to less: the rest went to no token.
 */
export function rowSumError({data, shape}: Values, sink = false): number {
  const keys = shape[shape.length - 1];
  let worst = 0;
  for (let row = 0; row < data.length; row += keys) {
    let sum = 0;
    for (let key = 0; key < keys; key++) sum += data[row + key];
    worst = Math.max(worst, sink ? Math.max(0, sum - 1, -sum) : Math.abs(sum - 1));
  }
  return Number.isNaN(worst) ? Infinity : worst;
}

/** No query of a pattern `[.., query, key]` sees a later key. */
export function causalError({data, shape}: Values): number {
  const [queries, keys] = shape.slice(-2);
  let worst = 0;
  for (let i = 0; i < data.length; i++) {
    const query = Math.floor(i / keys) % queries;
    if ((i % keys) - (keys - queries) > query) worst = Math.max(worst, Math.abs(data[i]));
  }
  return Number.isNaN(worst) ? Infinity : worst;
}

/** Whether some query sees a later key. */
export const seesLater = (pattern: Values): boolean => causalError(pattern) > 0;

/** The softmax over the last axis of `scores` is `pattern`. */
export function softmaxError(scores: Values, pattern: Values): number {
  const keys = pattern.shape[pattern.shape.length - 1];
  let worst = 0;
  for (let row = 0; row < pattern.data.length; row += keys) {
    const values = scores.data.subarray(row, row + keys);
    const max = values.reduce((a, b) => Math.max(a, b), -Infinity);
    // Where nothing is visible, there is nothing to compare.
    if (max === -Infinity) continue;
    const exps = Array.from(values, value => Math.exp(value - max));
    const sum = exps.reduce((a, b) => a + b, 0);
    exps.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(value / sum - pattern.data[row + i]));
    });
  }
  return Number.isNaN(worst) ? Infinity : worst;
}

/** `a + b = sum`, relative to the largest value of the sum. */
export function sumError(a: Values, b: Values, sum: Values): number {
  return relativeError(i => a.data[i] + b.data[i], sum.data);
}

/** Largest difference of equal-sized values, relative to the largest of `expected`. */
export function relativeError(
  value: (index: number) => number,
  expected: Float32Array,
): number {
  let worst = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(value(i) - expected[i]);
    if (!(error <= worst)) worst = error;
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  if (Number.isNaN(worst) || Number.isNaN(scale)) return Infinity;
  return scale === 0 ? worst : worst / scale;
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
  return relativeError(i => {
    const row = Math.floor(i / columns);
    const c = i % columns;
    let sum = bias?.[c] ?? 0;
    for (let k = 0; k < inner; k++) sum += a[row * inner + k] * b[k * columns + c];
    return sum;
  }, product.data);
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
  const means: number[] = [];
  const scales: number[] = [];
  for (let row = 0; row < x.length; row += width) {
    let mean = 0;
    for (let i = 0; i < width; i++) mean += x[row + i] / width;
    if (kind === 'rms') mean = 0;
    let square = 0;
    for (let i = 0; i < width; i++) square += (x[row + i] - mean) ** 2;
    means.push(mean);
    scales.push(Math.sqrt(square / width + epsilon));
  }
  return relativeError(i => {
    const row = Math.floor(i / width);
    const column = i % width;
    return (
      ((gain?.[column] ?? 1) * (x[i] - means[row])) / scales[row] + (bias?.[column] ?? 0)
    );
  }, output);
}
