import type {CapturedTensor, CaptureResult} from '../../../data-extract/capture.ts';

/** What is wrong in a captured attention, computed from its saved tensors alone. */
export interface AttentionErrors {
  /** `pattern x v = z`. */
  z: number;
  /** `scale x q x k = scores`, `null` where scores cannot be read. */
  scores: number | null;
}

/**
 * Compute scores and weighted values of an attention again.
 *
 * @param module - What its tensors' names begin with, `blocks.0.attn`.
 */
export function attentionErrors(
  {tensor, tensorNames}: CaptureResult,
  module: string,
): AttentionErrors {
  const get = (hook: string): CapturedTensor => tensor(`${module}.${hook}`);
  const has = (hook: string): boolean => tensorNames.includes(`${module}.${hook}`);
  const pattern = get('hook_pattern');
  const q = get(has('hook_rot_q') ? 'hook_rot_q' : 'hook_q');
  const k = get(has('hook_rot_k') ? 'hook_rot_k' : 'hook_k');
  return {
    z: relative(weighted(pattern, get('hook_v')), get('hook_z').data),
    scores: has('hook_attn_scores')
      ? multiple(products(q, k), get('hook_attn_scores').data)
      : null,
  };
}

/** `[query, head, entry]` sums of `[key, own head, entry]` by `[head, query, key]`. */
function weighted(pattern: CapturedTensor, v: CapturedTensor): Float64Array {
  const [heads, queries, keys] = pattern.shape;
  const [, own, size] = v.shape;
  const z = new Float64Array(queries * heads * size);
  for (let h = 0; h < heads; h++) {
    const from = Math.floor((h * own) / heads);
    for (let i = 0; i < queries; i++) {
      for (let j = 0; j < keys; j++) {
        const weight = pattern.data[(h * queries + i) * keys + j];
        for (let d = 0; d < size; d++) {
          z[(i * heads + h) * size + d] += weight * v.data[(j * own + from) * size + d];
        }
      }
    }
  }
  return z;
}

/** `[head, query, key]`. */
function products(q: CapturedTensor, k: CapturedTensor): Float64Array {
  const [queries, heads, size] = q.shape;
  const [keys, own] = k.shape;
  const all = new Float64Array(heads * queries * keys);
  for (let h = 0; h < heads; h++) {
    const from = Math.floor((h * own) / heads);
    for (let i = 0; i < queries; i++) {
      for (let j = 0; j < keys; j++) {
        let sum = 0;
        for (let d = 0; d < size; d++) {
          sum += q.data[(i * heads + h) * size + d] * k.data[(j * own + from) * size + d];
        }
        all[(h * queries + i) * keys + j] = sum;
      }
    }
  }
  return all;
}

/** How far values are from the best multiple of others. */
function multiple(of: ArrayLike<number>, values: ArrayLike<number>): number {
  let [along, square] = [0, 0];
  for (let i = 0; i < of.length; i++) {
    along += of[i] * values[i];
    square += of[i] ** 2;
  }
  return relative(
    Float64Array.from(of, value => (value * along) / square),
    values,
  );
}

/** Largest difference, relative to the largest of `expected`. */
export function relative(values: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (values.length !== expected.length) return Infinity;
  let [worst, largest] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(values[i] - expected[i]);
    if (!(error <= worst)) worst = error;
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  return worst / largest;
}

/**
 * How far the stream of a block, by its saved tensors, is from what is added to it: what
 * the block reads and attention's part are the middle; all parts together, or in a block
 * that normalises after adding the last norm but one and the feed-forward part, are what
 * comes after.
 *
 * @param norms - Norms of the block; `null` where they stand in its branches.
 */
export function streamErrors(
  {tensor, tensorNames}: CaptureResult,
  block: string,
  norms: readonly string[] | null,
): number[] {
  const sum = (hooks: readonly string[], of: string): number[] => {
    const has = (hook: string): boolean => tensorNames.includes(`${block}.${hook}`);
    if (!has(of)) return [];
    const parts = hooks.filter(has).map(hook => tensor(`${block}.${hook}`).data);
    const expected = tensor(`${block}.${of}`).data;
    const sums = expected.map((_, i) => parts.reduce((all, part) => all + part[i], 0));
    return [relative(sums, expected)];
  };
  const added = ['hook_attn_out', 'hook_cross_attn_out', 'hook_mlp_out'];
  return [
    ...sum(['hook_resid_pre', 'hook_attn_out'], 'hook_resid_mid'),
    ...(norms
      ? sum([`${norms.at(-2)}.hook_normalized`, 'hook_mlp_out'], 'hook_resid_post')
      : sum(['hook_resid_pre', ...added], 'hook_resid_post')),
  ];
}
