import {describe, expect, test} from 'vitest';

import {bytesThatFit, byteSpans} from '../../../scenes/06-tokenizers/byte-spans.ts';

const piece = (text: string | null, bytes: string, start: number, end: number) => ({
  text,
  bytes,
  start,
  end,
});

describe('byteSpans()', () => {
  test('words leave the spaces out', () => {
    const pieces = [piece('né', '6ec3a9', 0, 2), piece('b', '62', 3, 4)];
    expect(byteSpans('né b', pieces)).toEqual([
      {from: 0, to: 3},
      {from: 4, to: 5},
    ]);
  });

  test('bytes of one character follow each other', () => {
    const pieces = [
      piece('a', '61', 0, 1),
      ...['f0', '9f8e', 'b5'].map(bytes => piece(null, bytes, 1, 3)),
      piece('b', '62', 3, 4),
    ];
    expect(byteSpans('a🎵b', pieces)).toEqual([
      {from: 0, to: 1},
      {from: 1, to: 2},
      {from: 2, to: 4},
      {from: 4, to: 5},
      {from: 5, to: 6},
    ]);
  });

  test('a space may stand in one piece with the first bytes of a character', () => {
    const pieces = [
      piece(null, '20f09f', 1, 4),
      piece(null, '8e', 2, 4),
      piece(null, 'b5', 2, 4),
    ];
    expect(byteSpans('a 🎵', pieces)).toEqual([
      {from: 1, to: 4},
      {from: 4, to: 5},
      {from: 5, to: 6},
    ]);
  });
});

test.each([
  ['', 10, 0],
  ['one two', 10, 7],
  ['one two three', 10, 7],
  ['one two three', 7, 7],
  ['incomprehensible', 10, 10],
  ['나는 라마를', 10, 6],
  ['가나다라', 10, 9],
])('of %j, %i bytes hold %i', (text, most, shown) => {
  expect(bytesThatFit(text, most)).toBe(shown);
});
