import {expect, test} from 'vitest';

import {facesFor} from '../../../../studio/figure/faces/faces-for.ts';
import {neededSlices} from '../../../../studio/figure/faces/needed-slices.ts';
import {textsIn} from '../../../../studio/figure/faces/texts-in.ts';

const slice = (family: string, first: string, last: string) => ({
  file: `${family}.woff2`,
  family,
  ranges: [[first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0]] as [number, number][],
});
const SLICES = [
  slice('first', 'a', 'c'),
  slice('second', 'b', 'f'),
  slice('marks', '\u0300', '\u0310'),
];

test.each([
  [[], []],
  [['x'], []],
  [
    ['d', 'a'],
    ['first', 'second'],
  ],
  // The first that has it.
  [['b'], ['first']],
  // What the theme has needs no other.
  [['z'], []],
  // Marks go with their letter, or not at all.
  [['b\u0301'], []],
])('%j needs %j', (texts, families) => {
  const known = [slice('theme', 'x', 'z').ranges];
  expect(neededSlices(texts, known, SLICES).map(({family}) => family)).toEqual(families);
});

test('texts are found wherever they stand', () => {
  const value = {a: ['é', 1, null, {b: 'plain', c: '鸟'}], d: 'ب'};
  expect(textsIn(value)).toEqual(['é', '鸟', 'ب']);
  expect(textsIn(null)).toEqual([]);
});

test.each([
  ['Lily', []],
  ['Élan, Ελλάδα, Русский, 한국어, かな', []],
  ['שלום مرحبا', ['Noto Sans Arabic', 'Noto Sans Hebrew']],
  ['नमस्ते', ['Noto Sans Devanagari']],
  ['สวัสดี', ['Noto Sans Thai']],
  ['👨‍👩‍👧', ['Noto Emoji 8']],
  ['🇰🇷', ['Noto Emoji 0']],
  ['骨', [expect.stringMatching(/^Noto Sans SC \d+$/)]],
  ['骨と', [expect.stringMatching(/^Noto Sans JP \d+$/)]],
  // No bundled face has it.
  ['𓀀', []],
])('%s brings %j', async (text, families) => {
  const faces = await facesFor({tokens: [{text}]});
  expect(faces.map(({family}) => family)).toEqual(families);
  for (const {url, glyphs} of faces) {
    expect(url).toMatch(/^data:font\/woff2;base64,d09GMg/);
    expect(glyphs.ranges.length).toBeGreaterThan(0);
  }
});
