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
 * @param chosen - Queries to look at; default all.
 */
export function rowSumError(
  {data, shape}: Values,
  sink = false,
  chosen: readonly number[] | null = null,
): number {
  const [queries, keys] = shape.slice(-2);
  let worst = 0;
  for (const row of rowsOf(data.length / keys, queries, chosen)) {
    let sum = 0;
    for (let at = row * keys; at < (row + 1) * keys; at++) sum += data[at];
    worst = Math.max(worst, sink ? Math.max(0, sum - 1, -sum) : Math.abs(sum - 1));
  }
  return Number.isNaN(worst) ? Infinity : worst;
}

/**
 * No query of a pattern `[.., query, key]` sees a later key.
 *
 * @param chosen - Queries to look at; default all.
 */
export function causalError(
  {data, shape}: Values,
  chosen: readonly number[] | null = null,
): number {
  const [queries, keys] = shape.slice(-2);
  let worst = 0;
  for (const row of rowsOf(data.length / keys, queries, chosen)) {
    const last = (row % queries) + keys - queries;
    for (let key = Math.max(0, last + 1); key < keys; key++)
      worst = Math.max(worst, Math.abs(data[row * keys + key]));
  }
  return Number.isNaN(worst) ? Infinity : worst;
}

/** Rows of all heads one after the other, of which some queries are chosen. */
function rowsOf(
  count: number,
  queries: number,
  chosen: readonly number[] | null,
): number[] {
  const own = chosen ?? Array.from({length: queries}, (_, query) => query);
  return Array.from({length: Math.round(count / queries)}).flatMap((_, head) =>
    own.map(query => head * queries + query),
  );
}

/**
 * Whether some query sees a later key.
 *
 * @param chosen - Queries to look at; default all.
 */
export const seesLater = (
  pattern: Values,
  chosen: readonly number[] | null = null,
): boolean => causalError(pattern, chosen) > 0;

/** The softmax over the last axis of `scores` is `pattern`. */
export function softmaxError(scores: Values, pattern: Values): number {
  const keys = pattern.shape[pattern.shape.length - 1];
  const exps = new Float64Array(keys);
  let worst = 0;
  for (let row = 0; row < pattern.data.length; row += keys) {
    let max = -Infinity;
    for (let key = 0; key < keys; key++) max = Math.max(max, scores.data[row + key]);
    // Where nothing is visible, there is nothing to compare.
    if (max === -Infinity) continue;
    let sum = 0;
    for (let key = 0; key < keys; key++) {
      exps[key] = Math.exp(scores.data[row + key] - max);
      sum += exps[key];
    }
    for (let key = 0; key < keys; key++)
      worst = Math.max(worst, Math.abs(exps[key] / sum - pattern.data[row + key]));
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
    const [own, other] = [value(i), expected[i]];
    // Two that are infinite alike are no number apart.
    const error = own === other ? 0 : Math.abs(own - other);
    if (!(error < Infinity)) return Infinity;
    worst = Math.max(worst, error);
    if (Number.isFinite(other)) scale = Math.max(scale, Math.abs(other));
  }
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
  const normed = new Float64Array(output.length);
  for (let row = 0; row < x.length; row += width) {
    let mean = 0;
    if (kind === 'layer') for (let i = 0; i < width; i++) mean += x[row + i] / width;
    let square = 0;
    for (let i = 0; i < width; i++) square += (x[row + i] - mean) ** 2;
    const scale = Math.sqrt(square / width + epsilon);
    for (let i = 0; i < width; i++) {
      const value = (x[row + i] - mean) / scale;
      normed[row + i] = (gain?.[i] ?? 1) * value + (bias?.[i] ?? 0);
    }
  }
  return relativeError(i => normed[i], output);
}
