import {describe, expect, test} from 'vitest';

import {
  gapOrLast,
  requireAsked,
  tokenPlace,
} from '../../../scenes/figures/token-place.ts';
import {isPart, tokenWindow} from '../../../scenes/figures/token-window.ts';

const tokens = ['[CLS]', 'the', ' cat', ' the'].map((text, id) => ({
  id,
  text,
  bytes: '',
  start: 0,
  end: 0,
  special: text === '[CLS]',
}));

describe('tokenPlace()', () => {
  test.each([
    [null, 3],
    [0, 0],
    [-1, 3],
    ['cat', 2],
    [' cat', 2],
    ['[CLS]', 0],
  ])('%j', (token, place) => {
    expect(tokenPlace(tokens, token, 3)).toBe(place);
  });

  test.each([
    [4, '--token 4: the text has 4 tokens'],
    [-5, '--token -5'],
    ['dog', '--token dog: no token is that'],
    ['the', '--token the: 2 tokens are that'],
  ])('%j is refused', (token, message) => {
    expect(() => tokenPlace(tokens, token, 3)).toThrow(message);
  });

  test.each<[string, [string, special: boolean][], number]>([
    [
      'the last token',
      [
        ['a', false],
        [' b', false],
      ],
      1,
    ],
    [
      'the first gap',
      [
        ['[CLS]', true],
        ['[MASK]', true],
        ['[MASK]', true],
        ['[SEP]', true],
      ],
      1,
    ],
    [
      'the first gap',
      [
        ['<s>', true],
        ['a', false],
        ['<mask>', true],
        ['</s>', true],
      ],
      2,
    ],
    [
      'the last token, where a gap is only written',
      [
        ['[MASK]', false],
        [' b', false],
      ],
      1,
    ],
  ])('where nothing is asked for, it is %s', (_, texts, place) => {
    const all = texts.map(([text, special]) => ({...tokens[1], text, special}));
    expect(gapOrLast(all)).toBe(place);
  });

  test('a capture that was asked elsewhere is refused', () => {
    expect(() => requireAsked(tokens, 'cat', 3)).toThrow('asked at token 3, not at 2');
    requireAsked(tokens, null, 3);
    requireAsked(tokens, -2, 2);
  });
});

describe('tokenWindow()', () => {
  test.each([
    // All fit.
    [5, 4, 5, {first: 0, end: 5}],
    // Those that lead to the one that is asked about.
    [100, 99, 10, {first: 90, end: 100}],
    [100, 50, 10, {first: 41, end: 51}],
    // Near the start those behind it.
    [100, 2, 10, {first: 0, end: 10}],
  ])('%d tokens, asked at %d, room for %d', (all, asked, most, place) => {
    const read = Array.from({length: all}, () => tokens[0]);
    const window = tokenWindow({tokens: read, padding: 3}, asked, most);
    expect(window).toEqual({...place, all, padding: 3});
    expect(window.first <= asked && asked < window.end).toBe(true);
    expect(isPart(window)).toBe(all > most);
  });
});
