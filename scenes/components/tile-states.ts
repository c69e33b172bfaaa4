import type {Tensor} from '../captured/tensor.ts';

/** One visit of a tile: some queries meet some keys. Ranges are half-open. */
export interface Visit {
  readonly queries: readonly [from: number, to: number];
  readonly keys: readonly [from: number, to: number];
  /** Whether no query of it may see any key of it: it is passed by. */
  readonly skipped: boolean;
  /** Largest score so far, by query of the tile; `null` where none was seen. */
  readonly max: readonly (number | null)[];
  /** Sum of exp(score - max) so far, by query of the tile. */
  readonly sum: readonly number[];
}

/** What is kept of every query between two tiles. */
export interface SweepState {
  /** Largest score so far, by query; `null` before the first tile. */
  max: (number | null)[];
  /** Sum of exp(score - max) so far, by query. */
  sum: number[];
  /** Outputs so far, `[query, d_head]`. */
  output: Float32Array;
}

/**
 * What is kept before the first tile and after each that is not passed by: a visit changes
 * its own queries, the others keep what they have.
 *
 * @param outputs - Of the queries of each tile, `[visit, row, d_head]`.
 * @param count - How many queries there are.
 */
export function statesOf(
  visits: readonly Visit[],
  outputs: Tensor,
  count: number,
): SweepState[] {
  const width = outputs.shape[2];
  const states: SweepState[] = [
    {
      max: Array.from({length: count}, () => null),
      sum: Array.from({length: count}, () => 0),
      output: new Float32Array(count * width),
    },
  ];
  visits.forEach(({queries: [from, to], skipped, max, sum}, visit) => {
    if (skipped) return;
    const before = states[states.length - 1];
    const output = before.output.slice();
    output.set(outputs.at(visit).data.subarray(0, (to - from) * width), from * width);
    states.push({
      max: before.max.toSpliced(from, to - from, ...max),
      sum: before.sum.toSpliced(from, to - from, ...sum),
      output,
    });
  });
  return states;
}
