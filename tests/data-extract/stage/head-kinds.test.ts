import {describe, expect, test} from 'vitest';

import {habitsOf, inductionOf} from '../../../data-extract/stage/head-kinds.ts';
import type {Rows} from '../../../data-extract/stage/head-math.ts';

const COUNT = 6;

/** A causal pattern that puts `weight` on one key and shares the rest evenly. */
function pattern(weight: number, keyOf: (query: number) => number): Rows {
  const data = new Float32Array(COUNT * COUNT);
  for (let query = 0; query < COUNT; query++) {
    for (let key = 0; key <= query; key++) {
      const even = (1 - weight) / (query + 1);
      data[query * COUNT + key] = even + (key === keyOf(query) ? weight : 0);
    }
  }
  return {data, shape: [COUNT, COUNT]};
}

test.each([
  ['even', 0, () => 0],
  ['previous', 0.8, (query: number) => Math.max(0, query - 1)],
  ['sink', 0.8, () => 0],
  ['other', 0.8, (query: number) => query],
  ['other', 0.8, (query: number) => Math.min(query, 2)],
  ['even', 0.1, (query: number) => Math.min(query, 2)],
] as const)('%s: %d of the weight in one place', (kind, weight, keyOf) => {
  expect(habitsOf(pattern(weight, keyOf)).kind).toBe(kind);
});

test('means are over all tokens but the first', () => {
  const {previous, first, evenness} = habitsOf(
    pattern(1, query => Math.max(0, query - 1)),
  );
  expect(previous).toBeCloseTo(1);
  // The second token looks at the first one.
  expect(first).toBeCloseTo(1 / 5);
  expect(evenness).toBeCloseTo(0);
});

describe('induction', () => {
  const after = (ids: readonly number[]) => (query: number) =>
    query === 0 ? 0 : ids.lastIndexOf(ids[query], query - 1) + 1;

  test.each([
    [[1, 2, 3, 1, 2, 3], 1, 1],
    [[1, 2, 3, 1, 2, 3], 0, (1 / 4 + 1 / 5 + 1 / 6) / 3],
    [[7, 7, 7, 7, 7, 7], 1, 1],
  ])('tokens %j, %d of the weight after the last time', (ids, weight, mean) => {
    expect(inductionOf(pattern(weight, after(ids)), ids)).toBeCloseTo(mean);
  });

  test('where no token comes twice there is none', () => {
    expect(
      inductionOf(
        pattern(0, () => 0),
        [1, 2, 3, 4, 5, 6],
      ),
    ).toBeNull();
  });
});
