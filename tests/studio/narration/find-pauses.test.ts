import {expect, test} from 'vitest';

import {findPauses} from '../../../studio/narration/find-pauses.ts';
import {speechLike} from '../../fixtures/speech-like.ts';
import type {Piece} from '../../fixtures/speech-like.ts';

const RATE = 16_000;
const LOUD = 0.6;
const SOFT = 0.02;

test.each<[string, Piece[], number, [number, number][]]>([
  ['speech without a pause', [[2, LOUD]], 0, []],
  [
    'two sentences',
    [
      [1, LOUD],
      [0.5, 0],
      [1, LOUD],
    ],
    0,
    [[1, 1.5]],
  ],
  [
    'silence before and after',
    [
      [0.4, 0],
      [1, LOUD],
      [0.6, 0],
    ],
    0,
    [
      [0, 0.4],
      [1.4, 2],
    ],
  ],
  [
    'a soft voice',
    [
      [1, SOFT],
      [0.4, 0],
      [1, SOFT],
    ],
    0,
    [[1, 1.4]],
  ],
  [
    'a noisy room',
    [
      [1, LOUD],
      [0.5, 0],
      [1, LOUD],
      [0.3, 0],
      [1, LOUD],
    ],
    0.03,
    [
      [1, 1.5],
      [2.5, 2.8],
    ],
  ],
  [
    'the gap within a word is no pause',
    [
      [1, LOUD],
      [0.1, 0],
      [1, LOUD],
    ],
    0,
    [],
  ],
  [
    'a click does not end a pause',
    [
      [1, LOUD],
      [0.3, 0],
      [0.02, LOUD],
      [0.3, 0],
      [1, LOUD],
    ],
    0,
    [[1, 1.62]],
  ],
])('%s', (_, pieces, room, expected) => {
  const heard = findPauses(speechLike(pieces, RATE, room), RATE);
  expect(heard?.seconds).toBeCloseTo(
    pieces.reduce((sum, [seconds]) => sum + seconds, 0),
    3,
  );
  expect(heard?.pauses).toHaveLength(expected.length);
  heard?.pauses.forEach(({from, to}, i) => {
    expect(Math.abs(from - expected[i][0])).toBeLessThanOrEqual(0.041);
    expect(Math.abs(to - expected[i][1])).toBeLessThanOrEqual(0.041);
  });
});

test.each([
  ['silence', speechLike([[1, 0]], RATE)],
  ['an empty file', new Int16Array(0)],
])('nothing is heard in %s', (_, samples) => {
  expect(findPauses(samples, RATE)).toBeNull();
});
