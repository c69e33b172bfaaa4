import {describe, expect, test} from 'vitest';

import {randomNumbers} from '../../../data-extract/numbers/random-numbers.ts';
import {negativeSampler} from '../../../data-extract/text/negative-sampler.ts';
import {neighboursOf, skipGramPairs} from '../../../data-extract/text/skip-gram.ts';

test.each([
  [0, 5, 2, [1, 2]],
  [1, 5, 2, [0, 2, 3]],
  [2, 5, 2, [0, 1, 3, 4]],
  [4, 5, 2, [2, 3]],
  [2, 5, 1, [1, 3]],
  [2, 5, 9, [0, 1, 3, 4]],
  [0, 1, 2, []],
])('neighbours of word %d of %d, window %d: %j', (place, count, window, expected) => {
  expect(neighboursOf(place, count, window)).toEqual(expected);
});

describe('skipGramPairs()', () => {
  test('pairs every word with its neighbours, in the order of the text', () => {
    expect(skipGramPairs(3, 1)).toEqual([
      {input: 0, output: 1},
      {input: 1, output: 0},
      {input: 1, output: 2},
      {input: 2, output: 1},
    ]);
  });

  test.each([
    [13, 2, 46],
    [5, 2, 14],
    [60, 2, 234],
    [2, 5, 2],
  ])('%d words with window %d make %d pairs', (count, window, expected) => {
    expect(skipGramPairs(count, window)).toHaveLength(expected);
  });
});

describe('negativeSampler()', () => {
  const sampler = negativeSampler([81, 16, 1]);
  test('draws by counts to the power of 3/4', () => {
    expect([0, 1, 2].map(word => sampler.share(word))).toEqual([27 / 36, 8 / 36, 1 / 36]);
  });

  test.each([
    [0, 0],
    [0.74, 0],
    [0.76, 1],
    [0.97, 1],
    [0.98, 2],
  ])('random number %f draws word %d', (random, word) => {
    expect(sampler.draw(-1, () => random)).toBe(word);
  });

  test('never draws the right answer', () => {
    const random = randomNumbers(1);
    const drawn = Array.from({length: 500}, () => sampler.draw(0, random));
    expect(new Set(drawn)).toEqual(new Set([1, 2]));
    const share = drawn.filter(word => word === 1).length / drawn.length;
    expect(share).toBeGreaterThan(0.84);
    expect(share).toBeLessThan(0.94);
  });

  test('needs a second word', () => {
    expect(() => negativeSampler([3])).toThrow('second word');
  });
});
