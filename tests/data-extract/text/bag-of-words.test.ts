import {describe, expect, test} from 'vitest';

import {randomNumbers} from '../../../data-extract/numbers/random-numbers.ts';
import {
  bagOfWords,
  cosine,
  countsOf,
  shuffle,
  wordsOf,
} from '../../../data-extract/text/bag-of-words.ts';

test.each([
  ['That is a cute dog', ['That', 'is', 'a', 'cute', 'dog']],
  ["Don't, she’d say: 12.5!", ["Don't", 'she’d', 'say', '12', '5']],
  ['고양이가 귀여워요', ['고양이가', '귀여워요']],
  ['cafe\u0301 🎵', ['cafe\u0301']],
  [' \n', []],
])('the words of %j are %j', (text, words) => {
  const found = wordsOf(text);
  expect(found.map(word => word.text)).toEqual(words);
  for (const word of found) expect(text.slice(word.start, word.end)).toBe(word.text);
});

describe('bagOfWords()', () => {
  const {vocabulary, sentences} = bagOfWords(['That is a cute dog', 'My cat is cute']);
  test('numbers words in the order in which they first occur', () => {
    expect(vocabulary).toEqual(['that', 'is', 'a', 'cute', 'dog', 'my', 'cat']);
    expect(sentences[1].words.map(({index, isNew}) => [index, isNew])).toEqual([
      [5, true],
      [6, true],
      [1, false],
      [3, false],
    ]);
  });
  test('counts the sentence of the course as the course does', () => {
    expect([...countsOf(sentences[1].words, 7)]).toEqual([0, 1, 0, 1, 0, 1, 1]);
  });
  test('counts a word as often as it stands there', () => {
    const [{words, distinct}] = bagOfWords(['The dog saw the dog']).sentences;
    expect([...countsOf(words, 3)]).toEqual([2, 2, 1]);
    expect(distinct).toBe(3);
  });
});

test.each([
  [[1, 0], [0, 1], 0],
  [[1, 1], [2, 2], 1],
  [[1, 1, 1, 1, 1, 0, 0], [0, 1, 0, 1, 0, 1, 1], 2 / Math.sqrt(20)],
  [[0, 0], [1, 1], 0],
  [[1, 0], [-1, 0], -1],
])('the cosine of %j and %j is %f', (a, b, expected) => {
  expect(cosine(a, b)).toBeCloseTo(expected, 12);
});

test('shuffle() keeps every number, and depends on the seed alone', () => {
  const order = shuffle(20, randomNumbers(3));
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({length: 20}, (_, i) => i));
  expect(shuffle(20, randomNumbers(3))).toEqual(order);
  expect(shuffle(20, randomNumbers(4))).not.toEqual(order);
});
