import {describe, expect, test} from 'vitest';

import {readPacking} from '../../../scenes/11-recent-improvements/document-packing.facts.ts';
import {
  alone,
  pack,
  wasteOf,
} from '../../../scenes/11-recent-improvements/packing-plan.ts';
import {openTokens} from '../../../scenes/captured/tokens.ts';
import {capturedFiles} from '../captured-files.ts';

describe('documents in rows', () => {
  test.each([
    [[], 8, []],
    [[3], 8, [[0, 0]]],
    [
      [5, 4, 3],
      8,
      [
        [0, 0],
        [1, 0],
        [0, 5],
      ],
    ],
    [
      [8, 8],
      8,
      [
        [0, 0],
        [1, 0],
      ],
    ],
    [
      [2, 2, 2, 2],
      8,
      [
        [0, 0],
        [0, 2],
        [0, 4],
        [0, 6],
      ],
    ],
    [
      [6, 5, 3, 2],
      8,
      [
        [0, 0],
        [1, 0],
        [1, 5],
        [0, 6],
      ],
    ],
  ])('%j in rows of %i', (lengths, size, places) => {
    expect(pack(lengths, size).map(({row, start}) => [row, start])).toEqual(places);
  });

  test('a document that is longer than a row is refused', () => {
    expect(() => pack([9], 8)).toThrow(RangeError);
  });

  test.each([
    [[4, 2], 8, 2, 0.625],
    [[8], 8, 1, 0],
    [[], 8, 0, 0],
  ])('%j alone in rows of %i: %i rows', (lengths, size, rows, padding) => {
    expect(wasteOf(alone(lengths), size)).toEqual({rows, padding});
  });
});

test('no two documents stand on each other, and none sees another', async () => {
  const files = await capturedFiles('11-recent-improvements/document-packing');
  const {packed, apart, size, blocks, causal, rows, facts} = readPacking(
    openTokens(files),
  );
  const taken = new Set<string>();
  for (const {row, start, length} of packed) {
    expect(start + length).toBeLessThanOrEqual(size);
    for (let i = 0; i < length; i++) {
      expect(taken.has(`${row}.${start + i}`)).toBe(false);
      taken.add(`${row}.${start + i}`);
    }
  }
  expect(taken.size).toBe(facts.tokens);
  expect(rows.packed).toBeLessThan(rows.apart);
  expect(apart).toHaveLength(facts.documents);
  const [first, second] = packed.filter(({row}) => row === 0);
  const at = second.start * facts.used;
  expect([...causal.data.subarray(at, at + first.length)].every(seen => seen > 0)).toBe(
    true,
  );
  expect([...blocks.data.subarray(at, at + first.length)].every(seen => seen === 0)).toBe(
    true,
  );
});
