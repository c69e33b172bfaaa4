import {expect, test} from 'vitest';

import {cutTokenizer} from './cut-tokenizer.ts';

test('a tokenizer keeps the ids below its size, and the merges that make them', () => {
  const vocab = {'<s>': 0, a: 1, b: 2, c: 3, ab: 4, abc: 5};
  const merges = [
    ['a', 'b'],
    ['ab', 'c'],
  ];
  const cut = cutTokenizer(JSON.stringify({version: '1.0', model: {vocab, merges}}), 5);
  expect(JSON.parse(cut)).toEqual({
    version: '1.0',
    model: {vocab: {'<s>': 0, a: 1, b: 2, c: 3, ab: 4}, merges: [['a', 'b']]},
  });
});
