import type {LogitsResult} from '../capture/format.ts';
import type {LogitsRequest} from '../declaration.ts';
import {UserError} from '../user-error.ts';
import {valueOf} from './probe.ts';
import type {Probe} from './probe.ts';

/**
 * Next-token scores at every position, reduced to the best ones. Probabilities are over
 * the whole vocabulary, so what is shown never has to be scaled up to 100%.
 */
export const logits: Probe<LogitsRequest> = {
  outputs({map}) {
    if (!map.head) {
      throw new UserError(
        'probe-logits',
        'The model has no output "logits" that a linear layer makes.',
        'Leave the probe out.',
      );
    }
    return [map.head.logits];
  },

  collect({map, tokens, piece}, {topK}, values) {
    if (!map.head) throw new Error('collected without outputs');
    const {data, shape} = valueOf(values, map.head.logits);
    const vocab = shape[shape.length - 1];
    const positions = tokens.map((_, position): LogitsResult['positions'][number] => {
      const row = data.subarray(position * vocab, (position + 1) * vocab);
      const {logsumexp, best} = reduceRow(row, topK);
      const next = tokens[position + 1];
      return {
        logsumexp,
        top: best.map(id => ({
          id,
          text: piece(id).text,
          bytes: piece(id).bytes,
          logit: row[id],
          probability: Math.exp(row[id] - logsumexp),
        })),
        rankOfNext: next ? rankOf(row, next.id) : null,
      };
    });
    return {tensors: [], results: {logits: {vocab, positions}}};
  },
};

/** log of the sum of exp, and the ids of the largest values; ties go to the lower id. */
export function reduceRow(row: Float32Array, topK: number): {logsumexp: number; best: number[]} {
  const max = row.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (const value of row) sum += Math.exp(value - max);
  const best = [...row.keys()].sort((a, b) => row[b] - row[a] || a - b).slice(0, topK);
  return {logsumexp: max + Math.log(sum), best};
}

/** How many values are larger, or equal and of a lower id. */
export function rankOf(row: Float32Array, id: number): number {
  let rank = 0;
  for (let i = 0; i < row.length; i++) {
    if (row[i] > row[id] || (row[i] === row[id] && i < id)) rank++;
  }
  return rank;
}
