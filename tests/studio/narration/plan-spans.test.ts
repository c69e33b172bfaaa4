import {describe, expect, test} from 'vitest';

import type {Span} from '../../../studio/narration/find-pauses.ts';
import {planSpans} from '../../../studio/narration/plan-spans.ts';
import type {Mark} from '../../../scenes/script/mark.ts';

const files = {script: 's.script.en.md', recording: 's.narration.en.wav'};

/** `a, b@3.2, c@none` as cues, one per line. */
const cuesOf = (text: string) =>
  text.split(', ').map((entry, i) => {
    const [name, mark] = entry.split('@');
    const known: Mark | undefined =
      mark === undefined ? undefined : mark === 'none' ? mark : Number(mark);
    return {name, line: i + 1, ...(known === undefined ? {} : {mark: known})};
  });

const pausesOf = (...pairs: [number, number][]): Span[] =>
  pairs.map(([from, to]) => ({from, to}));

/** Starts and the last end, rounded. */
const cut = (text: string, seconds: number, pauses: Span[]): [string, number, number][] =>
  Object.entries(planSpans(cuesOf(text), {seconds, pauses}, files)).map(
    ([name, {from, to}]) => [name, round(from), round(to)],
  );

const round = (value: number): number => Math.round(value * 1000) / 1000;

describe('planSpans()', () => {
  test.each<[string, string, Span[], [string, number, number][]]>([
    ['one cue takes the whole recording', 'a', [], [['a', 0, 10]]],
    [
      'marks alone',
      'a@0, b@3.2, c@7',
      pausesOf([1, 2]),
      [
        ['a', 0, 3.2],
        ['b', 3.2, 7],
        ['c', 7, 10],
      ],
    ],
    [
      'what comes before the first mark is left out',
      'a@1, b@3',
      [],
      [
        ['a', 1, 3],
        ['b', 3, 10],
      ],
    ],
    [
      'the longest pauses, in order of time',
      'a, b, c',
      pausesOf([1, 1.2], [3, 4], [5, 5.3], [7, 7.8]),
      [
        ['a', 0, 3.85],
        ['b', 3.85, 7.65],
        ['c', 7.65, 10],
      ],
    ],
    [
      'of pauses of one length, the first',
      'a, b',
      pausesOf([2, 3], [6, 7]),
      [
        ['a', 0, 2.85],
        ['b', 2.85, 10],
      ],
    ],
    [
      'silence before the first and after the last word is cut',
      'a, b',
      pausesOf([0, 1], [4, 5], [9, 10]),
      [
        ['a', 0.85, 4.85],
        ['b', 4.85, 9.3],
      ],
    ],
    [
      'a short pause is shared',
      'a, b',
      pausesOf([4, 4.2]),
      [
        ['a', 0, 4.1],
        ['b', 4.1, 10],
      ],
    ],
    [
      'pauses between marks',
      'a, b, c@5, d',
      pausesOf([1, 1.5], [4.5, 4.9], [7, 7.4], [6, 6.2]),
      [
        ['a', 0, 1.35],
        ['b', 1.35, 5],
        ['c', 5, 7.25],
        ['d', 7.25, 10],
      ],
    ],
    [
      'a cue that is not spoken takes nothing',
      'a, b@none, c',
      pausesOf([4, 5]),
      [
        ['a', 0, 4.85],
        ['c', 4.85, 10],
      ],
    ],
    ['nothing spoken', 'a@none', [], []],
  ])('%s', (_, cues, pauses, expected) => {
    expect(cut(cues, 10, pauses)).toEqual(expected);
  });

  test.each([
    ['a, b', [], 's.narration.en.wav has 0 pauses after the beginning of "a"'],
    [
      'a, b, c, d',
      pausesOf([1, 2]),
      'has 1 pauses after the beginning of "a", too few for "b", "c", "d"',
    ],
    ['a, b, c@2', pausesOf([4, 5]), 'has 0 pauses between "a" and "c"'],
    [
      'a@3, b@3',
      [],
      's.script.en.md:2: "b" begins at 3 s, which is not after "a" at 3 s',
    ],
    ['a@3, b@none, c@1', [], 's.script.en.md:3: "c" begins at 1 s'],
    [
      'a@12',
      [],
      's.script.en.md:1: "a" begins at 12 s, but s.narration.en.wav is 10 s long',
    ],
  ])('refuses %s', (cues, pauses, message) => {
    expect(() => cut(cues, 10, pauses)).toThrow(message);
  });
});
