import {describe, expect, test} from 'vitest';

import {spanOfPart, tokensIn} from '../../../data-extract/text/tokenized.ts';
import type {CapturedToken} from '../../../data-extract/text/token.ts';

/** Tokens of a text that is cut into these; `null` for bytes that are no character. */
function cut(...pieces: (string | null | {unknown: string})[]): CapturedToken[] {
  let at = 0;
  return pieces.map((piece, id) => {
    const isUnknown = piece !== null && typeof piece === 'object';
    const text = isUnknown ? piece.unknown : piece;
    const start = at;
    at += text?.length ?? 1;
    const own = {id, text, bytes: '', start, end: at, special: false};
    return isUnknown ? {...own, unknown: true} : own;
  });
}

describe('the tokens of a part', () => {
  test.each([
    ['whole ones', cut('a', ' 12', '.0'), [1, 4], {first: 1, end: 2, isWhole: true}],
    ['that it touches', cut('ab', 'cd', 'ef'), [1, 3], {first: 0, end: 2, count: 2}],
    ['of digits', cut('1', '234', 'x5'), [0, 6], {digits: 3, count: 3}],
    ['without digits', cut('a', 'b'), [0, 2], {digits: 0}],
    ['unknown', cut('a', {unknown: '鸟'}), [1, 2], {unknown: 1, isWhole: false}],
    ['bytes', cut('a', null, null), [1, 3], {unknown: 0, isWhole: false}],
    ['none', cut('a', 'b'), [5, 6], {first: 0, end: 0, count: 0, isWhole: false}],
  ])('%s', (_, tokens, [start, end], expected) => {
    expect(tokensIn(tokens, {start, end})).toMatchObject(expected);
  });
});

test('a part is found as often as it is asked for', () => {
  expect(spanOfPart('a b a', {text: 'a', occurrence: 1})).toEqual({start: 4, end: 5});
  expect(() => spanOfPart('a b a', {text: 'a', occurrence: 2})).toThrow('3 times');
  expect(() => spanOfPart('a', {text: ''})).toThrow(RangeError);
});
