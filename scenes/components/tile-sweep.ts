import type {Tensor} from '../captured/tensor.ts';

/** A tile of the score matrix: its first query and key, and how many of each. */
export interface Tile {
  query: number;
  key: number;
  queries: number;
  keys: number;
}

/** What is kept of every query between two tiles. */
export interface SweepState {
  /** Largest score so far, `[query]`; -Infinity before the first tile. */
  max: Float32Array;
  /** Sum of `exp(score - max)` so far, `[query]`. */
  sum: Float32Array;
  /** Weighted values so far, divided by the sum, `[query, d_head]`. */
  output: Float32Array;
}

/** A sweep over all tiles that a causal mask leaves. */
export interface Sweep {
  tiles: readonly Tile[];
  /** Before the first tile, and after each. */
  states: readonly SweepState[];
}

/**
 * Attention tile by tile, as FlashAttention does it: of the scores only one tile is there
 * at a time; a running maximum and a running sum per query make up for the rest.
 *
 * @param scores - Scaled scores before the mask, `[query, key]`.
 * @param values - `[key, d_head]`.
 * @param block - Queries and keys of a tile.
 */
export function sweepTiles(scores: Tensor, values: Tensor, block: number): Sweep {
  const [count] = scores.shape;
  const tiles = tilesOf(count, block);
  const states: SweepState[] = [
    {
      max: new Float32Array(count).fill(-Infinity),
      sum: new Float32Array(count),
      output: new Float32Array(count * values.shape[1]),
    },
  ];
  for (const tile of tiles) {
    states.push(visit(states[states.length - 1], tile, scores, values));
  }
  return {tiles, states};
}

/** Tiles on and below the diagonal, all keys of a block of queries after each other. */
export function tilesOf(count: number, block: number): Tile[] {
  const tiles: Tile[] = [];
  const size = (start: number): number => Math.min(block, count - start);
  for (let query = 0; query < count; query += block) {
    for (let key = 0; key <= query; key += block) {
      tiles.push({query, key, queries: size(query), keys: size(key)});
    }
  }
  return tiles;
}

function visit(
  before: SweepState,
  tile: Tile,
  scores: Tensor,
  values: Tensor,
): SweepState {
  const [count, width] = [scores.shape[1], values.shape[1]];
  const max = before.max.slice();
  const sum = before.sum.slice();
  const output = before.output.slice();
  for (let query = tile.query; query < tile.query + tile.queries; query++) {
    const end = Math.min(tile.key + tile.keys, query + 1);
    let highest = max[query];
    for (let key = tile.key; key < end; key++) {
      highest = Math.max(highest, scores.data[query * count + key]);
    }
    const kept = sum[query] * Math.exp(before.max[query] - highest);
    let total = kept;
    const weights: number[] = [];
    for (let key = tile.key; key < end; key++) {
      const weight = Math.exp(scores.data[query * count + key] - highest);
      weights.push(weight);
      total += weight;
    }
    for (let i = 0; i < width; i++) {
      let value = output[query * width + i] * kept;
      weights.forEach((weight, k) => {
        value += weight * values.data[(tile.key + k) * width + i];
      });
      output[query * width + i] = value / total;
    }
    max[query] = highest;
    sum[query] = total;
  }
  return {max, sum, output};
}

/** The largest difference between two arrays of one length. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
