import {expect, test} from 'vitest';

import {positionsOf} from '../../../data-extract/stage/token-positions.ts';
import type {CapturedToken} from '../../../data-extract/text/token.ts';

/** Tokens of a text, given by its parts; those in `<>` or `[]` are special. */
function cut(
  parts: readonly (string | null)[],
  gaps: readonly number[] = [],
): CapturedToken[] {
  let at = 0;
  return parts.map((text, id) => {
    const special = /^[<[]/.test(text ?? '');
    const start = at + (gaps.includes(id) ? 1 : 0);
    at = special ? start : start + (text?.length ?? 1);
    return {id, text, bytes: '', start, end: at, special};
  });
}

const PIECES = [
  '<s>',
  'L',
  'ily',
  ' l',
  'o',
  'st',
  ' her',
  ' to',
  'y',
  '.',
  ' I',
  't',
  ' to',
];

test.each([
  ['her', [6]],
  // A token with that text goes before words that are cut.
  ['to', [7, 12]],
  ['Lily', [2]],
  ['lost', [5]],
  ['It', [11]],
  // Part of a word is no word.
  ['los', []],
  ['ost', []],
  ['toy.', []],
  ['She', []],
  ['', []],
])('where %j stands', (word, places) => {
  expect(positionsOf(word, cut(PIECES))).toEqual(places);
});

test('a cut word that stands there twice', () => {
  expect(positionsOf('It', cut(['I', 't', ' is', ' it', ' I', 't']))).toEqual([1, 5]);
});

test('pieces without their space are one word where they touch', () => {
  // As in WordPiece: "lost" as "lo" and "##st", then "her".
  const tokens = cut(['[CLS]', 'lo', 'st', 'her', '[SEP]'], [3]);
  expect(positionsOf('lost', tokens)).toEqual([2]);
  expect(positionsOf('losther', tokens)).toEqual([]);
});

test('bytes of a broken character are in no word', () => {
  expect(positionsOf('aé', cut(['a', null, null]))).toEqual([]);
});
