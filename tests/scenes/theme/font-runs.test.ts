import {expect, test} from 'vitest';

import {fontRuns} from '../../../scenes/theme/font-runs.ts';
import {EMOJI, HAN, MONO, SANS} from '../../../scenes/theme/type.ts';

const face = (family: string, weight: 500 | 600 | 700, characters: string) => ({
  family,
  weight,
  glyphs: {
    sha256: '',
    ranges: [...characters].map(c => [c.codePointAt(0) ?? 0, c.codePointAt(0) ?? 0]),
  } as {sha256: string; ranges: [number, number][]},
});

const FACES = [
  face(SANS, 500, 'abe 가⏎\u0308'),
  face(SANS, 700, 'ab 가⏎'),
  face(MONO, 500, 'ab \u0308'),
  face(MONO, 700, 'ab '),
  face(EMOJI, 500, '🎵'),
  face(HAN, 500, '鸟\u0301'),
];

test.each([
  ['', MONO, 500, []],
  ['ab a', MONO, 500, [['ab a', MONO, 500]]],
  [
    'a가가b',
    MONO,
    700,
    [
      ['a', MONO, 700],
      ['가가', SANS, 700],
      ['b', MONO, 700],
    ],
  ],
  [
    '🎵 鸟⏎',
    MONO,
    500,
    [
      ['🎵', EMOJI, 500],
      [' ', MONO, 500],
      ['鸟', HAN, 500],
      ['⏎', SANS, 500],
    ],
  ],
  // Emoji come in one weight only.
  [
    'a🎵',
    SANS,
    700,
    [
      ['a', SANS, 700],
      ['🎵', EMOJI, 500],
    ],
  ],
  // A letter and its mark are set in a face that has both, or in none.
  [
    'ae\u0308',
    MONO,
    500,
    [
      ['a', MONO, 500],
      ['e\u0308', SANS, 500],
    ],
  ],
  ['be\u0301', MONO, 500, [['be\u0301', MONO, 500]]],
  // What no face has is left for the glyph check.
  ['aяb', MONO, 500, [['aяb', MONO, 500]]],
] as const)('%j in %s %i is drawn as %j', (text, family, weight, runs) => {
  expect(
    fontRuns(text, family, weight, FACES).map(run => [run.text, run.family, run.weight]),
  ).toEqual(runs);
});
