import {expect, test} from 'vitest';

import {scaleFromPattern} from '../../../data-extract/stage/scale-from-pattern.ts';

const RAW = [3, -8, 5, 2, 7, -1, 0, 4, 9];
const raw = {data: Float32Array.from(RAW), shape: [3, 3] as const};

/** Causal shares of scores, of which a part of each row went to no token. */
function sharesOf(scores: readonly number[], lost = 0): typeof raw {
  const data = new Float32Array(9);
  for (let query = 0; query < 3; query++) {
    const own = scores.slice(query * 3, query * 3 + query + 1).map(Math.exp);
    const sum = own.reduce((all, value) => all + value, 0);
    own.forEach((value, key) => (data[query * 3 + key] = ((1 - lost) * value) / sum));
  }
  return {data, shape: [3, 3]};
}

test.each([
  ['1 / √32', 32 ** -0.5, 0],
  ['1', 1, 0],
  ['with a sink', 0.25, 0.4],
])('%s', (_, scale, lost) => {
  const found = scaleFromPattern(
    raw,
    sharesOf(
      RAW.map(value => value * scale),
      lost,
    ),
  );
  expect(found?.scale).toBeCloseTo(scale, 5);
  expect(found?.error).toBeLessThan(1e-5);
});

test('scores that are something else have none', () => {
  const bent = RAW.map(value => 2 * Math.tanh(value));
  expect(scaleFromPattern(raw, sharesOf(bent))).toBeNull();
});

test('one token alone tells nothing', () => {
  const one = {data: Float32Array.of(1), shape: [1, 1] as const};
  expect(scaleFromPattern(one, one)).toBeNull();
});
