import type {Computed} from '../models/run-model.ts';
import type {InvariantResult} from './format.ts';

/** Largest deviation that each precision may show, relative to the size of the values. */
export const TOLERANCE: Record<string, number> = {fp32: 1e-4, fp16: 2e-2};

/** Compare a deviation with what the precision allows. */
export function check(name: string, maxError: number, dtype: string): InvariantResult {
  const tolerance = TOLERANCE[dtype] ?? TOLERANCE.fp16;
  return {name, maxError, tolerance, ok: maxError <= tolerance};
}

/** Every row of a pattern `[.., query, key]` sums to 1. */
export function rowSumError({data, shape}: Computed): number {
  const keys = shape[shape.length - 1];
  let worst = 0;
  for (let row = 0; row < data.length; row += keys) {
    let sum = 0;
    for (let key = 0; key < keys; key++) sum += data[row + key];
    worst = Math.max(worst, Math.abs(sum - 1));
  }
  return worst;
}

/** No query of a pattern `[.., query, key]` sees a later key. */
export function causalError({data, shape}: Computed): number {
  const [queries, keys] = shape.slice(-2);
  let worst = 0;
  for (let i = 0; i < data.length; i++) {
    const query = Math.floor(i / keys) % queries;
    if ((i % keys) - (keys - queries) > query) worst = Math.max(worst, Math.abs(data[i]));
  }
  return worst;
}

/** The softmax over the last axis of `scores` is `pattern`. */
export function softmaxError(scores: Computed, pattern: Computed): number {
  const keys = pattern.shape[pattern.shape.length - 1];
  let worst = 0;
  for (let row = 0; row < pattern.data.length; row += keys) {
    const values = scores.data.subarray(row, row + keys);
    const max = values.reduce((a, b) => Math.max(a, b), -Infinity);
    const exps = Array.from(values, value => Math.exp(value - max));
    const sum = exps.reduce((a, b) => a + b, 0);
    exps.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(value / sum - pattern.data[row + i]));
    });
  }
  return worst;
}

/** `a + b = sum`, relative to the largest value of the sum. */
export function sumError(a: Computed, b: Computed, sum: Computed): number {
  return relativeError(i => a.data[i] + b.data[i], sum.data);
}

/** `[rows, inner] x [inner, columns] = product`, relative to its largest value. */
export function productError(
  a: Float32Array,
  b: Float32Array,
  inner: number,
  product: Float32Array,
): number {
  const columns = b.length / inner;
  return relativeError(i => {
    const row = Math.floor(i / columns);
    const column = i % columns;
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += a[row * inner + k] * b[k * columns + column];
    return sum;
  }, product);
}

/** Largest difference of equal-sized values, relative to the largest of `expected`. */
export function relativeError(value: (index: number) => number, expected: Float32Array): number {
  let worst = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    worst = Math.max(worst, Math.abs(value(i) - expected[i]));
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  if (Number.isNaN(worst)) return Infinity;
  return scale === 0 ? worst : worst / scale;
}
