import {rowAt} from './head-math.ts';
import type {Rows} from './head-math.ts';

/** One visit of a tile: some queries meet some keys. */
export interface TileVisit {
  /** Half-open ranges of positions. */
  queries: [from: number, to: number];
  keys: [from: number, to: number];
  /** Whether no query of it may see any key of it: the tile is passed by. */
  skipped: boolean;
  /** Largest score so far, by query of the tile; `null` where none was seen yet. */
  max: (number | null)[];
  /** Sum of exp(score - max) so far, by query. */
  sum: number[];
  /** What sums and outputs so far are multiplied with, as the maximum has grown, by query. */
  rescale: number[];
}

/** Attention of one head made tile by tile. */
export interface Tiled {
  visits: TileVisit[];
  /** What each query has after each visit of its row of tiles, `[visit, row, entry]`. */
  outputs: Float32Array;
  /** What leaves in the end, `[query, entry]`. */
  result: Rows;
  /** Scores that are held at one time, and in the whole matrix. */
  held: number;
  whole: number;
}

/**
 * Attention tile by tile, as FlashAttention does it: scores of a tile alone are held, with a
 * running maximum and sum for each query; outputs so far are rescaled where the maximum
 * grows.
 *
 * @param scores - Scaled, `[query, key]`.
 * @param sees - Whether a query sees a key.
 * @param size - Queries and keys of a tile.
 */
export function tiled(
  scores: Rows,
  values: Rows,
  sees: (query: number, key: number) => boolean,
  size: {queries: number; keys: number},
): Tiled {
  const [queries, keys] = scores.shape;
  const width = values.shape[1];
  const visits: TileVisit[] = [];
  const outputs: number[] = [];
  const result = new Float32Array(queries * width);
  for (let from = 0; from < queries; from += size.queries) {
    const to = Math.min(queries, from + size.queries);
    const rows = Array.from({length: to - from}, (_, i) => startOf(from + i, width));
    for (let start = 0; start < keys; start += size.keys) {
      const end = Math.min(keys, start + size.keys);
      const seen = rows.map(({query}) =>
        range(start, end).filter(key => sees(query, key)),
      );
      const skipped = seen.every(({length}) => length === 0);
      const rescale = rows.map((row, i) => visit(row, seen[i], scores, values));
      visits.push({
        queries: [from, to],
        keys: [start, end],
        skipped,
        rescale,
        max: rows.map(({max}) => (max === -Infinity ? null : max)),
        sum: rows.map(({sum}) => sum),
      });
      for (let i = 0; i < size.queries; i++) {
        const own = i < rows.length ? outputOf(rows[i]) : new Float64Array(width);
        outputs.push(...own);
      }
    }
    for (const row of rows) result.set(outputOf(row), row.query * width);
  }
  return {
    visits,
    outputs: Float32Array.from(outputs),
    result: {data: result, shape: [queries, width]},
    held: Math.min(size.queries, queries) * Math.min(size.keys, keys),
    whole: queries * keys,
  };
}

/** What is kept of a query while tiles go by. */
interface Running {
  query: number;
  max: number;
  sum: number;
  output: Float64Array;
}

const startOf = (query: number, width: number): Running => ({
  query,
  max: -Infinity,
  sum: 0,
  output: new Float64Array(width),
});

/** Take some keys in; returns what was there before is multiplied with. */
function visit(
  row: Running,
  seen: readonly number[],
  scores: Rows,
  values: Rows,
): number {
  if (seen.length === 0) return 1;
  const own = rowAt(scores, row.query);
  const max = Math.max(row.max, ...seen.map(key => own[key]));
  const rescale = row.max === -Infinity ? 0 : Math.exp(row.max - max);
  row.max = max;
  row.sum *= rescale;
  row.output.forEach((value, d) => (row.output[d] = value * rescale));
  for (const key of seen) {
    const weight = Math.exp(own[key] - max);
    row.sum += weight;
    rowAt(values, key).forEach((value, d) => (row.output[d] += weight * value));
  }
  return rescale;
}

const outputOf = ({output, sum}: Running): Float64Array =>
  output.map(value => (sum === 0 ? 0 : value / sum));

const range = (from: number, to: number): number[] =>
  Array.from({length: to - from}, (_, i) => from + i);
