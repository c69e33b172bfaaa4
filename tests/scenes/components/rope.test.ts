import {describe, expect, test} from 'vitest';

import {
  pairAt,
  periodOf,
  rotationOf,
  turnedProduct,
} from '../../../scenes/components/rope.ts';
import type {Pairing} from '../../../scenes/components/rope.ts';
import {headOf} from '../../../scenes/gallery/head-of.ts';
import {capturedValues} from '../captured-values.ts';

const WIDTH = 8;
const FREQUENCIES = [1, 0.1, 0.01, 0];

/** Vectors of some positions, and the same with their pairs turned. */
function turned(pairing: Pairing): {before: number[]; after: number[]} {
  const before: number[] = [];
  const after: number[] = [];
  for (let position = 0; position < 6; position++) {
    const vector = Array.from(
      {length: WIDTH},
      (_, i) => Math.sin(7 * i + 3 * position) + 2,
    );
    const own = vector.slice();
    FREQUENCIES.forEach((frequency, pair) => {
      const [a, b] = pairing === 'halves' ? [pair, pair + 4] : [2 * pair, 2 * pair + 1];
      const [x, y] = [vector[a], vector[b]];
      const angle = frequency * position;
      own[a] = x * Math.cos(angle) - y * Math.sin(angle);
      own[b] = x * Math.sin(angle) + y * Math.cos(angle);
    });
    before.push(...vector);
    after.push(...own);
  }
  return {before, after};
}

describe.each(['halves', 'neighbours'] as const)('pairs of %s', pairing => {
  const {before, after} = turned(pairing);
  const rotation = rotationOf({before, after, width: WIDTH});

  test('are found out, with their speeds', () => {
    expect(rotation.pairing).toBe(pairing);
    FREQUENCIES.forEach((frequency, pair) =>
      expect(rotation.frequencies[pair]).toBeCloseTo(frequency, 5),
    );
  });

  test('give products that depend on the distance alone', () => {
    const [query, key] = [before.slice(WIDTH, 2 * WIDTH), before.slice(0, WIDTH)];
    const at = (q: number, k: number): number =>
      turnedProduct(query, key, rotation, {query: q, key: k});
    expect(at(5, 2)).toBeCloseTo(at(105, 102), 4);
    expect(at(5, 2)).not.toBeCloseTo(at(6, 2), 2);
  });
});

test('two numbers make a pair', () => {
  expect(pairAt([1, 2, 3, 4], 1, 4, 'halves')).toEqual([2, 4]);
  expect(pairAt([1, 2, 3, 4], 1, 4, 'neighbours')).toEqual([3, 4]);
});

test.each([
  [1, '6.3'],
  [0.05, '126'],
  [0.0001, '62,832'],
  [0, '\u2013'],
])('a dial of speed %d goes round in %s tokens', (frequency, period) => {
  expect(periodOf(frequency)).toBe(period);
});

test('queries and keys of the default model give its own scores', async () => {
  const {capture, tensor} = await capturedValues('decoder');
  const head = 3;
  const {scale, heads, keyHeads} = capture.results.attention?.layers[2] ?? {};
  const of = (what: string, own: number) =>
    headOf(tensor(`blocks.2.attn.hook_${what}`), own);
  const [q, turnedQ] = [of('q', head), of('rot_q', head)];
  const k = of('k', Math.floor((head * (keyHeads ?? 0)) / (heads ?? 1)));
  const rotation = rotationOf({before: q.data, after: turnedQ.data, width: q.shape[1]});
  rotation.frequencies.forEach((frequency, pair) =>
    expect(frequency / 10_000 ** (-pair / 16)).toBeCloseTo(1, 1),
  );
  const scores = tensor('blocks.2.attn.hook_attn_scores').at(head);
  for (const [query, key] of [
    [10, 5],
    [13, 0],
    [3, 3],
  ]) {
    const product = turnedProduct(q.at(query).data, k.at(key).data, rotation, {
      query,
      key,
    });
    expect(product * (scale ?? 0)).toBeCloseTo(scores.at(query).data[key], 2);
  }
});
