import {describe, expect, test} from 'vitest';

import {rowAt} from '../../../data-extract/stage/head-math.ts';
import type {Rows} from '../../../data-extract/stage/head-math.ts';
import {tiled} from '../../../data-extract/stage/tiles.ts';

const [QUERIES, WIDTH] = [7, 3];
const numbers = (rows: number, columns: number, by: number): Rows => ({
  data: Float32Array.from({length: rows * columns}, (_, i) => 3 * Math.sin(by * i + 1)),
  shape: [rows, columns],
});
const SCORES = numbers(QUERIES, QUERIES, 1.3);
const VALUES = numbers(QUERIES, WIDTH, 0.7);
const causal = (query: number, key: number): boolean => key <= query;
const all = (): boolean => true;

/** The softmax of a whole row at once, times the values. */
function atOnce(sees: typeof causal, query: number): number[] {
  const scores = rowAt(SCORES, query);
  const weights = [...scores].map((score, key) =>
    sees(query, key) ? Math.exp(score) : 0,
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Array.from({length: WIDTH}, (_, d) =>
    weights.reduce(
      (total, weight, key) => total + (weight / sum) * rowAt(VALUES, key)[d],
      0,
    ),
  );
}

describe.each([
  ['causal', causal],
  ['both ways', all],
])('%s', (_, sees) => {
  test.each([
    {queries: 2, keys: 3},
    {queries: 4, keys: 4},
    {queries: 1, keys: 1},
    {queries: 9, keys: 9},
  ])('tiles of $queries x $keys come to what is made at once', size => {
    const {result, visits, held, whole} = tiled(SCORES, VALUES, sees, size);
    for (let query = 0; query < QUERIES; query++)
      rowAt(result, query).forEach((value, d) =>
        expect(value).toBeCloseTo(atOnce(sees, query)[d], 5),
      );
    const tiles = (of: number): number => Math.ceil(QUERIES / of);
    expect(visits).toHaveLength(tiles(size.queries) * tiles(size.keys));
    expect(whole).toBe(QUERIES * QUERIES);
    expect(held).toBe(Math.min(7, size.queries) * Math.min(7, size.keys));
  });
});

test('running maximum, sum and scale are those of the keys so far', () => {
  const {visits, outputs} = tiled(SCORES, VALUES, causal, {queries: 2, keys: 2});
  // Queries 2 and 3 meet keys 0, 1; then 2, 3; then none they may see.
  const [first, second, third] = visits.slice(4, 7);
  const row = rowAt(SCORES, 3);
  expect(first).toMatchObject({queries: [2, 4], keys: [0, 2], skipped: false});
  expect(first.max[1]).toBe(Math.max(row[0], row[1]));
  const max = Math.max(...row.subarray(0, 4));
  expect(second.max[1]).toBe(max);
  expect(second.rescale[1]).toBeCloseTo(Math.exp((first.max[1] ?? 0) - max), 6);
  expect(second.sum[1]).toBeCloseTo(
    [...row.subarray(0, 4)].reduce((sum, score) => sum + Math.exp(score - max), 0),
    5,
  );
  expect(third).toMatchObject({skipped: true, rescale: [1, 1]});
  expect(visits[1]).toMatchObject({keys: [2, 4], skipped: true});
  const last = outputs.subarray((5 * 2 + 1) * WIDTH, (5 * 2 + 2) * WIDTH);
  last.forEach((value, d) => expect(value).toBeCloseTo(atOnce(causal, 3)[d], 5));
});

test('a query that has seen nothing yet has no maximum', () => {
  const {visits} = tiled(SCORES, VALUES, (_, key) => key === 4, {
    queries: 7,
    keys: 4,
  });
  expect(visits[0].max).toEqual(Array.from({length: 7}, () => null));
  expect(visits[1].max[0]).toBe(rowAt(SCORES, 0)[4]);
});
