import {describe, expect, test} from 'vitest';

import {kept, sample, samplingOf} from '../../../data-extract/stage/sampling.ts';

/** Logarithms of shares, so that a temperature of 1 gives these back. */
const LOGITS = Float32Array.from([0.1, 0.5, 0.15, 0.25].map(Math.log));

describe('who takes part in a choice', () => {
  test.each([
    ['all', {}, [1, 3, 2, 0], [0.5, 0.25, 0.15, 0.1]],
    ['the best two', {topK: 2}, [1, 3], [2 / 3, 1 / 3]],
    ['more than there are', {topK: 9}, [1, 3, 2, 0], [0.5, 0.25, 0.15, 0.1]],
    ['a sum that one reaches', {topP: 0.4}, [1], [1]],
    ['a sum that two reach', {topP: 0.7}, [1, 3], [2 / 3, 1 / 3]],
    ['a sum of everything', {topP: 1}, [1, 3, 2, 0], [0.5, 0.25, 0.15, 0.1]],
    ['a sum of the best three', {topK: 3, topP: 0.8}, [1, 3], [2 / 3, 1 / 3]],
    // Squares of the shares, by their sum.
    ['cold', {temperature: 0.5}, [1, 3, 2, 0], [0.25, 0.0625, 0.0225, 0.01]],
    // Temperature comes before the sum: cold, the best one reaches it alone.
    ['cold, and a sum', {temperature: 0.5, topP: 0.7}, [1], [1]],
  ])('%s', (_name, settings, ids, shares) => {
    const found = kept(LOGITS, samplingOf(settings, 'generation'));
    const [all, own] = [shares, found.weights].map(list =>
      list.reduce((a, b) => a + b, 0),
    );
    expect(found.ids).toEqual(ids);
    found.weights.forEach((weight, i) =>
      expect(weight / own).toBeCloseTo(shares[i] / all, 5),
    );
  });

  test.each([
    ['temperature', {temperature: 0}],
    ['temperature', {temperature: -1}],
    ['temperature', {temperature: NaN}],
    ['temperature', {temperature: Infinity}],
    ['topK', {topK: 0}],
    ['topK', {topK: 1.5}],
    ['topP', {topP: 0}],
    ['topP', {topP: 1.1}],
  ])('%s out of its range is refused', (name, settings) => {
    expect(() => samplingOf(settings, 'decoding')).toThrow(`probes.decoding: ${name} is`);
  });
});

test.each([
  [0, 1],
  [0.49, 1],
  [0.51, 3],
  [0.76, 2],
  [0.95, 0],
  [0.9999999, 0],
])('a random number of %f draws token %i', (random, id) => {
  expect(sample(LOGITS, samplingOf({}, 'generation'), random)).toEqual({id, eligible: 4});
});
