import type {Rows} from './head-math.ts';

/** What a head mostly does with a text; by rule, see {@link headKind}. */
export type HeadKind = 'previous' | 'sink' | 'even' | 'other';

/** Mean share of the weight from which a head counts as looking at one place. */
export const MOST = 0.5;
/** Entropy relative to an even spread from which a head counts as even. */
export const EVEN = 0.9;

/** Where the weight of a head goes on average, 0 to 1 each. */
export interface HeadHabits {
  kind: HeadKind;
  /** Mean share of the token just before, and of the first one. */
  previous: number;
  first: number;
  /** Mean entropy of a row over the tokens that it sees; 1 for an even spread. */
  evenness: number;
}

/**
 * Sort a causal head by where its weight goes on average: to the token just before
 * (`previous`), to the first token (`sink`), nearly evenly over what it sees (`even`), or
 * elsewhere. The first token, which sees only itself, is left out.
 *
 * @param pattern - Softmax output of one head, `[query, key]`.
 */
export function habitsOf({data, shape: [queries, keys]}: Rows): HeadHabits {
  let [previous, first, evenness] = [0, 0, 0];
  for (let query = 1; query < queries; query++) {
    previous += data[query * keys + query - 1];
    first += data[query * keys];
    evenness += entropy(data.subarray(query * keys, query * keys + query + 1));
  }
  const rows = Math.max(1, queries - 1);
  const means = {
    previous: previous / rows,
    first: first / rows,
    evenness: evenness / rows,
  };
  return {kind: kindOf(means), ...means};
}

function kindOf({previous, first, evenness}: Omit<HeadHabits, 'kind'>): HeadKind {
  if (evenness >= EVEN) return 'even';
  if (Math.max(previous, first) < MOST) return 'other';
  return previous > first ? 'previous' : 'sink';
}

/** 1 for an even spread, 0 where all lies on one. */
function entropy(weights: Float32Array): number {
  let sum = 0;
  for (const weight of weights) if (weight > 0) sum -= weight * Math.log(weight);
  return sum / Math.log(weights.length);
}

/**
 * How much of the weight of tokens that stood there before goes, on average, to the token
 * after that place: a head that looks for what came next the last time.
 *
 * @param pattern - Softmax output of one head, `[query, key]`.
 * @param ids - The tokens of the text.
 * @returns `null` where no token stands there twice.
 */
export function inductionOf(
  {data, shape: [, keys]}: Rows,
  ids: readonly number[],
): number | null {
  let [sum, count] = [0, 0];
  ids.forEach((id, query) => {
    const before = query === 0 ? -1 : ids.lastIndexOf(id, query - 1);
    if (before < 0) return;
    sum += data[query * keys + before + 1];
    count++;
  });
  return count > 0 ? sum / count : null;
}
