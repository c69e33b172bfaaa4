import type {ReducedRow} from './logits.ts';
import type {StageContext} from './stage-run.ts';

/** A token of the vocabulary with its score. */
export interface ScoredToken {
  id: number;
  text: string | null;
  bytes: string;
  logit: number;
  /** Over the whole vocabulary. */
  probability: number;
}

/** Best next tokens at a position; probabilities are over the whole vocabulary. */
export interface NextTokens {
  /** log of the sum of exp over the whole vocabulary. */
  logsumexp: number;
  top: ScoredToken[];
  /**
   * 0-based rank of the token that follows in the text; `null` at the last position, and
   * of a model that fills gaps, which says nothing about what follows.
   */
  rankOfNext: number | null;
  /** Its probability over the whole vocabulary, `null` in the same cases. */
  probabilityOfNext: number | null;
}

/** The best next tokens of a row of logits, with probabilities over the whole vocabulary. */
export function bestTokens(
  {piece}: Pick<StageContext, 'piece'>,
  row: Float32Array,
  topK: number,
): {logsumexp: number; top: ScoredToken[]} {
  const {logsumexp, best} = reduceRow(row, topK);
  return {
    logsumexp,
    top: best.map(id => scoredToken({piece}, id, row[id], logsumexp)),
  };
}

/**
 * The same of a row that was reduced in the graph.
 *
 * @param position - Of the token whose row it is.
 */
export function toNextTokens(
  {piece, causal, tokens}: Pick<StageContext, 'piece' | 'causal' | 'tokens'>,
  {ids, logits, logsumexp, next}: ReducedRow,
  position: number,
): NextTokens {
  const follows = causal && position + 1 < tokens.length ? next : null;
  return {
    logsumexp,
    top: ids.map((id, i) => scoredToken({piece}, id, logits[i], logsumexp)),
    rankOfNext: follows?.rank ?? null,
    probabilityOfNext: follows ? Math.exp(follows.logit - logsumexp) : null,
  };
}

/** A token with its score. */
export function scoredToken(
  {piece}: Pick<StageContext, 'piece'>,
  id: number,
  logit: number,
  logsumexp: number,
): ScoredToken {
  const {text, bytes} = piece(id);
  return {id, text, bytes, logit, probability: Math.exp(logit - logsumexp)};
}

/** log of the sum of exp, and the ids of the largest values; ties go to the lower id. */
export function reduceRow(
  row: Float32Array,
  topK: number,
): {logsumexp: number; best: number[]} {
  let max = -Infinity;
  for (const value of row) max = Math.max(max, value);
  let sum = 0;
  for (const value of row) sum += Math.exp(value - max);
  return {logsumexp: max + Math.log(sum), best: largest(row, topK)};
}

/** Places of the largest values, in order; ties go to the lower place. */
function largest(row: Float32Array, count: number): number[] {
  if (count * 20 > row.length) {
    return [...row.keys()].sort((a, b) => row[b] - row[a] || a - b).slice(0, count);
  }
  // A vocabulary is long and few are wanted: keep those few in order.
  const best: number[] = [];
  for (let id = 0; id < row.length; id++) {
    if (best.length === count && !(row[id] > row[best[count - 1]])) continue;
    let at = best.length;
    while (at > 0 && row[id] > row[best[at - 1]]) at--;
    best.splice(at, 0, id);
    if (best.length > count) best.pop();
  }
  return best;
}
