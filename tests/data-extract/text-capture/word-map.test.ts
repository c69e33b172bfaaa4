import {expect, test} from 'vitest';

import {waysOn} from '../../../data-extract/text-capture/word-map.ts';

const near = (...words: string[]): {word: string; cosine: number}[] =>
  words.map(word => ({word, cosine: 0}));

test('ways are told of words that are on the map, nearest first', () => {
  const places = Float32Array.of(0, 0, 3, 4, 0, -1);
  const ways = waysOn(['a', 'b', 'c'], places, [
    {word: 'a', nearest: near('b', 'lost', 'c')},
    {word: 'lost', nearest: near('a')},
  ]);
  expect(ways).toEqual([
    {
      word: 'a',
      to: [
        {word: 'c', way: 1},
        {word: 'b', way: 5},
      ],
    },
  ]);
});
