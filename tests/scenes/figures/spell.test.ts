import {expect, test} from 'vitest';

import {spell} from '../../../scenes/figures/spell.ts';
import type {Face} from '../../../scenes/theme/face.ts';

const faceOf = (characters: string): Pick<Face, 'glyphs'> => ({
  glyphs: {
    sha256: '',
    ranges: [...characters].map(one => [
      one.codePointAt(0) ?? 0,
      one.codePointAt(0) ?? 0,
    ]),
  },
});
const FACES = [faceOf(' abct'), faceOf('한')];

const tokenOf = (text: string | null, bytes: string) => ({id: 7, text, bytes});

test.each<[string, string | null, string, string | null, boolean]>([
  ['a word', ' cat', '20636174', ' cat', false],
  ['Korean', '한', 'ed959c', '한', false],
  ['a script that no face has', 'தமி', 'e0aea4e0aeaee0aebf', null, true],
  ['one such character among others', 'aத', '61e0aea4', null, true],
  ['a piece of a character', null, 'e0ae', null, true],
  ['an id alone', null, '', '#7', false],
  ['such a text without its bytes', 'த', '', '#7', true],
])('%s', (_, text, bytes, written, hasBytes) => {
  const given = tokenOf(text, bytes);
  expect(spell([given], FACES)).toEqual({tokens: [{...given, text: written}], hasBytes});
});

test('the note is for all of them, and texts stay as they are', () => {
  const tokens = [tokenOf('a', '61'), tokenOf('த', 'e0aea4'), tokenOf('b', '62')];
  const {tokens: spelled, hasBytes} = spell(tokens, FACES);
  expect(spelled.map(({text}) => text)).toEqual(['a', null, 'b']);
  expect(hasBytes).toBe(true);
  expect(spell([])).toEqual({tokens: [], hasBytes: false});
});
