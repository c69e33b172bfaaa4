import {describe, expect, test} from 'vitest';

import {compared} from '../../../data-extract/writing/generate.ts';
import {summed} from '../../../data-extract/writing/measure.ts';

test('times of rounds become medians and quartiles by step', () => {
  const {median, spread, total} = summed([
    [9, 1],
    [5, 1],
    [6, 1],
    [7, 2],
    [8, 1],
  ]);
  expect(median).toEqual([7, 1]);
  expect(spread).toEqual([
    [6, 8],
    [1, 1],
  ]);
  expect(total).toBe(9);
});

test('one round is its own median', () => {
  expect(summed([[3, 4]])).toEqual({
    median: [3, 4],
    total: 7,
    spread: [
      [3, 3],
      [4, 4],
    ],
  });
});

describe('what is computed', () => {
  test('with a cache each position once, without it all at each step', () => {
    const {cache} = compared(1e-7, 4, 3);
    expect(cache).toEqual({
      error: 1e-7,
      steps: [
        {computed: 4, computedWithoutCache: 4},
        {computed: 1, computedWithoutCache: 5},
        {computed: 1, computedWithoutCache: 6},
      ],
      total: {computed: 6, computedWithoutCache: 15},
    });
  });

  test('is told only where both ways ran', () => {
    expect(compared(null, 4, 3)).toEqual({});
  });
});
