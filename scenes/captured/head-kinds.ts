import type {Tensor} from './tensor.ts';

/** What a head mostly does with a text; by rule, see {@link headKind}. */
export type HeadKind = 'previous' | 'sink' | 'even' | 'other' | 'induction';

/** Mean share of the weight from which a head counts as looking at one place. */
export const MOST = 0.5;
/** Entropy relative to an even spread from which a head counts as even. */
export const EVEN = 0.9;

/**
 * Sort a causal head by where its weight goes on average: to the token just before
 * (`previous`), to the first token (`sink`), nearly evenly over what it sees (`even`), or
 * elsewhere. The first token, which sees only itself, is left out.
 *
 * @param pattern - Softmax output of one head, `[query, key]`.
 */
export function headKind({data, shape}: Tensor): HeadKind {
  const [queries, keys] = shape;
  let [previous, first, evenness] = [0, 0, 0];
  for (let query = 1; query < queries; query++) {
    previous += data[query * keys + query - 1];
    first += data[query * keys];
    evenness += entropy(data.subarray(query * keys, query * keys + query + 1));
  }
  const rows = Math.max(1, queries - 1);
  if (evenness / rows >= EVEN) return 'even';
  if (Math.max(previous, first) / rows < MOST) return 'other';
  return previous > first ? 'previous' : 'sink';
}

/** 1 for an even spread, 0 where all lies on one. */
function entropy(weights: Float32Array): number {
  let sum = 0;
  for (const weight of weights) if (weight > 0) sum -= weight * Math.log(weight);
  return sum / Math.log(weights.length);
}

/**
 * Whether a causal head looks for what came next the last time: `induction` where most of
 * the weight of tokens that stood there before goes to the token after that place.
 *
 * @param pattern - Softmax output of one head, `[query, key]`.
 * @param ids - The tokens of the text; some of them must stand there more than once.
 */
export function inductionKind(
  {data, shape}: Tensor,
  ids: readonly number[],
): 'induction' | 'other' {
  const keys = shape[1];
  let [sum, count] = [0, 0];
  ids.forEach((id, query) => {
    const before = ids.lastIndexOf(id, query - 1);
    if (query === 0 || before < 0) return;
    sum += data[query * keys + before + 1];
    count++;
  });
  return count > 0 && sum / count >= MOST ? 'induction' : 'other';
}
