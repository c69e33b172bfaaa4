import {describe, expect, test} from 'vitest';

import {dot, rowAt} from '../../../data-extract/stage/head-math.ts';
import type {Rows} from '../../../data-extract/stage/head-math.ts';
import {rotationOf, turnTo} from '../../../data-extract/stage/rotation.ts';
import type {TurningPair} from '../../../data-extract/stage/rotation.ts';

const POSITIONS = 40;

/** Vectors of so many entries, none of them 0, that differ from position to position. */
function vectors(size: number): Rows {
  const data = Float32Array.from(
    {length: POSITIONS * size},
    (_, i) => Math.sin(1.7 * i + 0.3) + 1.5,
  );
  return {data, shape: [POSITIONS, size]};
}

function turned(before: Rows, pairs: readonly TurningPair[]): Rows {
  const rows = Array.from({length: POSITIONS}, (_, p) => [
    ...turnTo(rowAt(before, p), pairs, p),
  ]);
  return {data: Float32Array.from(rows.flat()), shape: before.shape};
}

const frequencies = (count: number, base = 10000): number[] =>
  Array.from({length: count}, (_, i) => base ** (-i / count));

describe('how positions are turned in', () => {
  test.each([
    ['halves', (i: number) => [i, i + 4], 8, 4],
    ['neighbours', (i: number) => [2 * i, 2 * i + 1], 8, 4],
    ['halves', (i: number) => [i, i + 2], 8, 2],
  ] as const)('%s', (pairing, pairOf, size, count) => {
    const wanted = frequencies(count).map((frequency, i) => {
      const [a, b] = pairOf(i);
      return {a, b, frequency};
    });
    const before = vectors(size);
    const found = rotationOf(before, turned(before, wanted));
    expect(found?.pairing).toBe(pairing);
    expect(found?.still).toHaveLength(size - 2 * count);
    expect(found?.pairs.map(({a, b}) => [a, b])).toEqual(wanted.map(({a, b}) => [a, b]));
    found?.pairs.forEach(({frequency}, i) =>
      expect(Math.abs(frequency / wanted[i].frequency - 1)).toBeLessThan(1e-3),
    );
    expect(found?.error).toBeLessThan(1e-5);
  });

  test('what is no rotation has none', () => {
    const before = vectors(8);
    const longer = {...before, data: before.data.map(value => 2 * value)};
    expect(rotationOf(before, longer)).toBeNull();
    expect(rotationOf(before, before)).toBeNull();
  });
});

test('the product of two turned vectors depends on their distance alone', () => {
  const pairs = frequencies(4).map((frequency, i) => ({a: i, b: i + 4, frequency}));
  const [q, k] = [rowAt(vectors(8), 3), rowAt(vectors(8), 5)];
  const score = (at: number, from: number): number =>
    dot(turnTo(q, pairs, at), turnTo(k, pairs, from));
  expect(score(9, 4)).toBeCloseTo(score(25, 20), 4);
  expect(score(9, 4)).not.toBeCloseTo(score(9, 5), 1);
});
