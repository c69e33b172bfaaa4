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
  face(EMOJI, 500, '🎵👋🏽'),
  face(HAN, 500, '鸟\u0301骨'),
  face('Noto Sans JP 7', 500, '骨'),
  face('Noto Sans Arabic', 500, 'سلام'),
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
  // What figures bring along comes before the few Chinese characters of all scenes.
  ['骨', MONO, 500, [['骨', 'Noto Sans JP 7', 500]]],
  // A tone of skin stands behind the figure, in whose picture it would not be seen.
  [
    '👋🏽',
    MONO,
    500,
    [
      ['👋', EMOJI, 500],
      ['🏽', EMOJI, 500],
    ],
  ],
  // From left to right: the word that is read first is the last.
  [
    'سلام سلام',
    SANS,
    500,
    [
      ['سلام', 'Noto Sans Arabic', 500],
      [' ', SANS, 500],
      ['سلام', 'Noto Sans Arabic', 500],
    ],
  ],
  [
    'سلامb سلام',
    MONO,
    500,
    [
      ['سلام', 'Noto Sans Arabic', 500],
      ['b ', MONO, 500],
      ['سلام', 'Noto Sans Arabic', 500],
    ],
  ],
  // What no face has is left for the glyph check.
  ['aяb', MONO, 500, [['aяb', MONO, 500]]],
] as const)('%j in %s %i is drawn as %j', (text, family, weight, runs) => {
  expect(
    fontRuns(text, family, weight, FACES).map(run => [run.text, run.family, run.weight]),
  ).toEqual(runs);
});
