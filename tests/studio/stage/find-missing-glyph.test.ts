import {describe, expect, test} from 'vitest';

import {findMissingGlyph, parseFont} from '../../../studio/stage/find-missing-glyph.ts';

const face = (family: string, weight: 500 | 700, ...ranges: [number, number][]) => ({
  family,
  weight,
  glyphs: {sha256: '', ranges},
});
const FACES = [
  face('Pretendard', 500, [0x20, 0x7e], [0xac00, 0xd7a3]),
  face('JetBrains Mono', 700, [0x20, 0x7e]),
];

describe('findMissingGlyph()', () => {
  test.each([
    ['500 32px "Pretendard"', 'Hello, 한국어'],
    ['bold 28px "JetBrains Mono"', 'a => b'],
    ['500 32px Pretendard, sans-serif', 'first family counts'],
  ])('%s has %j', (font, text) => {
    expect(findMissingGlyph(font, text, FACES)).toBeNull();
  });

  test.each([
    [
      '500 32px "Pretendard"',
      'a \u2295',
      '"\u2295" (U+2295) of "a \u2295" is not in Pretendard 500',
    ],
    ['500 32px "Pretendard"', '\u{1F3B5}', '(U+1F3B5)'],
    ['bold 28px "JetBrains Mono"', '한', '(U+D55C)'],
    ['32px "Pretendard"', 'a', 'no bundled face (Pretendard 500, JetBrains Mono 700)'],
    ['600 32px "Pretendard"', 'a', 'no bundled face'],
    ['500 32px sans-serif', 'a', 'no bundled face'],
    ['caption', 'a', 'no bundled face'],
  ])('%s lacks something of %j', (font, text, message) => {
    expect(findMissingGlyph(font, text, FACES)).toContain(message);
  });
});

test.each([
  ['500 32px "Pretendard"', {family: 'Pretendard', weight: 500, size: 32}],
  ['32.5px Arial', {family: 'Arial', weight: 400, size: 32.5}],
  ['italic bold 12px/1.2 "A B", serif', {family: 'A B', weight: 700, size: 12}],
  ['nonsense', {family: '', weight: 400, size: 0}],
])('parseFont() reads %s', (font, parts) => {
  expect(parseFont(font)).toEqual(parts);
});
