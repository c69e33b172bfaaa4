import {describe, expect, it} from 'vitest';

import {randomNumbers} from '../../../data-extract/numbers/random-numbers.ts';

const first = (seed: number, count: number): number[] => {
  const random = randomNumbers(seed);
  return Array.from({length: count}, () => random());
};

describe('randomNumbers()', () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    expect(first(3, 4)).toEqual(first(3, 4));
    expect(first(1, 3).map(value => value * 2 ** 32)).toMatchInlineSnapshot(`
      [
        1580013426,
        350525680,
        3524174333,
      ]
    `);
  });

  it.each([0, 1, 2 ** 31, 2 ** 32 - 1])('spreads evenly from 0 to below 1 (%i)', seed => {
    const counts = new Array<number>(10).fill(0);
    for (const value of first(seed, 10_000)) counts[Math.floor(value * 10)]++;
    expect(Math.min(...counts)).toBeGreaterThan(900);
    expect(Math.max(...counts)).toBeLessThan(1100);
    expect(counts).toHaveLength(10);
  });

  it('gives other numbers for another seed', () => {
    expect(first(1, 4)).not.toEqual(first(2, 4));
  });
});
