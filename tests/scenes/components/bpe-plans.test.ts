import {describe, expect, test} from 'vitest';

import {breakLines, fuse, placePieces} from '../../../scenes/components/fuse-plan.ts';
import {raceBars} from '../../../scenes/components/race-plan.ts';

const METRICS = {widthOf: (text: string) => 10 * text.length, padding: 4, gap: 2};

describe('breakLines()', () => {
  test.each([
    ['', 100, [0]],
    ['abc', 100, [0]],
    // Five characters of 20 pixels on a line of 100.
    ['ab cd', 100, [0]],
    ['ab cd ef', 100, [0, 5]],
    ['ab cd ef gh', 120, [0, 5]],
    ['abcdefgh', 60, [0, 3, 6]],
  ])('%j in %i pixels begins lines at %j', (text, room, starts) => {
    expect(breakLines([...text], METRICS, room)).toEqual(starts);
  });

  test('no line is longer than the room, whatever the text', () => {
    for (const words of [5, 19, 60]) {
      const text = Array.from({length: words}, (_, i) => 'word'.repeat(1 + (i % 3))).join(
        ' ',
      );
      const characters = [...text];
      const starts = breakLines(characters, METRICS, 400);
      const placed = placePieces(characters, starts, METRICS);
      for (const {x, width} of placed) expect(x + width).toBeLessThanOrEqual(400);
    }
  });
});

test('characters take the width that they have', () => {
  const widthOf = (text: string): number =>
    [...text].reduce((sum, own) => sum + (own > '\u1100' ? 20 : 10), 0);
  const metrics = {...METRICS, widthOf};
  const characters = [...'나a 나나'];
  const starts = breakLines(characters, metrics, 80);
  expect(starts).toEqual([0, 2]);
  const placed = placePieces(characters, starts, metrics);
  expect(placed.map(({x, width}) => [x, width])).toEqual([
    ...[
      [0, 28],
      [30, 18],
    ],
    ...[
      [0, 18],
      [20, 28],
      [50, 28],
    ],
  ]);
});

test('pieces are placed line by line, and fuse into those that hold them', () => {
  const starts = [0, 2];
  const before = placePieces(['a', 'b', ' ', 'c', 'd'], starts, METRICS);
  expect(before.map(({line, x}) => [line, x])).toEqual([
    ...[
      [0, 0],
      [0, 20],
    ],
    ...[
      [1, 0],
      [1, 20],
      [1, 40],
    ],
  ]);
  const after = placePieces(['ab', ' ', 'cd'], starts, METRICS);
  const moving = fuse(before, after);
  expect(moving.map(({text, parts}) => [text, parts.map(part => part.text)])).toEqual([
    ['ab', ['a', 'b']],
    [' ', [' ']],
    ['cd', ['c', 'd']],
  ]);
});

describe('raceBars()', () => {
  const entry = (key: string, count: number) => ({key, count});
  const keyOf = ({key}: {key: string}): string => key;
  const before = [entry('a', 100), entry('b', 80), entry('c', 50)];
  const after = [entry('c', 60), entry('b', 40), entry('d', 30)];

  test('is the ranking itself at either end', () => {
    const start = raceBars(before, after, 0, keyOf).filter(({alpha}) => alpha > 0);
    expect(start.map(({entry: {key}, place, share}) => [key, place, share])).toEqual([
      ['a', 0, 1],
      ['b', 1, 0.8],
      ['c', 2, 0.5],
    ]);
    const end = raceBars(before, after, 1, keyOf).filter(({alpha}) => alpha > 0);
    expect(end.map(({entry: {key, count}, place}) => [key, count, place])).toEqual([
      ['d', 30, 2],
      ['b', 40, 1],
      ['c', 60, 0],
    ]);
    expect(end.at(-1)?.share).toBe(1);
  });

  test('moves what stays, and no bar is longer than the first', () => {
    const bars = raceBars(before, after, 0.5, keyOf);
    expect(bars.find(({entry: {key}}) => key === 'c')?.place).toBe(1);
    for (const {share} of bars) expect(share).toBeLessThanOrEqual(1);
  });

  test('where the place makes the same, bars stay where they are', () => {
    const bars = raceBars(before, after, 0.5, (_, place) => `${place}`);
    expect(bars.map(({entry, place}) => [entry.key, place])).toEqual([
      ['d', 2],
      ['b', 1],
      ['c', 0],
    ]);
  });

  test('what is new comes in without covering each other', () => {
    const bars = raceBars([], after, 0.25, keyOf);
    expect(bars.map(({place}) => place)).toEqual([4.25, 3.25, 2.25]);
  });

  test('at rest all counts are written; of bars that pass, that of the higher one', () => {
    const clear = (t: number) =>
      Object.fromEntries(
        raceBars(before, after, t, keyOf)
          .filter(({alpha}) => alpha > 0)
          .map(bar => [bar.entry.key, bar.clear]),
      );
    expect(clear(0)).toEqual({a: 1, b: 1, c: 1});
    // Halfway, "c" stands where "b" does.
    expect(clear(0.5)).toEqual({c: 1, b: 0, d: 1});
    expect(clear(1)).toEqual({c: 1, b: 1, d: 1});
  });

  test('nothing races where nothing is', () => {
    expect(raceBars([], [], 0.5, keyOf)).toEqual([]);
    expect(raceBars(before, [], 1, keyOf).every(({alpha}) => alpha === 0)).toBe(true);
  });
});
