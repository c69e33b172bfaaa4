import {describe, expect, test} from 'vitest';

import {breakLines} from '../../../scenes/components/break-lines.ts';
import {jointsBetween, moveSegment} from '../../../scenes/components/pieces-motion.ts';
import {
  CLOSE,
  placePieces,
  segmentsOf,
  startLines,
  widthOfLines,
} from '../../../scenes/components/pieces-plan.ts';
import type {Piece} from '../../../scenes/components/pieces-plan.ts';

/** Pieces of a text without white space between them: `ab|c`. */
function cut(text: string): Piece[] {
  let start = 0;
  return text.split('|').map(label => {
    const piece = {label, start, end: start + label.length};
    start = piece.end;
    return piece;
  });
}

const SHAPE = {padding: 1, gap: 2, least: 0};
const widthOf = (label: string): number => label.length;

describe('breakLines()', () => {
  const spaces = (text: string) => (i: number) => text[i] === ' ';
  test.each([
    ['', 1, [0]],
    ['abc', 1, [0]],
    ['ab cd ef', 2, [0, 5]],
    ['ab cd ef gh', 2, [0, 5]],
    ['aaaa b c d', 2, [0, 6]],
    // One word alone is far longer than its share: it breaks anywhere.
    ['abcdefgh', 2, [0, 4]],
  ])('%j on %i lines begins them at %j', (text, lines, starts) => {
    const widths = [...text].map(() => 1);
    expect(breakLines(widths, spaces(text), lines)).toEqual(starts);
  });

  test('there are never more lines than wanted', () => {
    for (const words of [1, 7, 40]) {
      const text = Array.from({length: words}, (_, i) => 'w'.repeat(1 + (i % 5))).join(
        ' ',
      );
      for (const lines of [1, 2, 3, 6]) {
        const starts = breakLines(
          [...text].map(() => 1),
          spaces(text),
          lines,
        );
        expect(starts.length).toBeLessThanOrEqual(lines);
      }
    }
  });
});

describe('placePieces()', () => {
  test('line by line, as wide as labels', () => {
    const places = placePieces(cut('ab|c|d'), [0, 3], SHAPE, widthOf);
    expect(places).toEqual([
      {x: 0, width: 4, line: 0},
      {x: 6, width: 3, line: 0},
      {x: 0, width: 3, line: 1},
    ]);
    expect(widthOfLines(places)).toBe(9);
  });

  test('plain text stands close', () => {
    const plain = cut('a|b').map(piece => ({...piece, isPlain: true as const}));
    expect(placePieces(plain, [0], SHAPE, widthOf).map(({x}) => x)).toEqual([0, 1]);
  });

  test('none is narrower than the least', () => {
    const [{width}] = placePieces(cut('a'), [0], {...SHAPE, least: 9}, widthOf);
    expect(width).toBe(9);
  });
});

test('a text has few lines where it may be large, and more where it must', () => {
  const finest = cut([...'·ab·cd·ef·gh·ij·kl'].join('|'));
  const lines = (large: number, most: number): number =>
    startLines(finest, CLOSE, widthOf, {large, most}).length;
  expect(lines(100, 100)).toBe(1);
  expect(lines(20, 100)).toBe(2);
  expect(lines(5, 15)).toBe(3);
  expect(lines(5, 9)).toBeGreaterThan(3);
});

describe('segmentsOf()', () => {
  test.each([
    [
      'a|b|c',
      'ab|c',
      [
        [[0, 1], [0]],
        [[2], [1]],
      ],
    ],
    [
      'ab|c',
      'a|b|c',
      [
        [[0], [0, 1]],
        [[1], [2]],
      ],
    ],
    [
      'ab|c',
      'ab|c',
      [
        [[0], [0]],
        [[1], [1]],
      ],
    ],
    // Neither is finer than the other.
    [
      'ab|cd',
      'a|bc|d',
      [
        [
          [0, 1],
          [0, 1, 2],
        ],
      ],
    ],
  ])('%s and %s', (before, after, parts) => {
    const found = segmentsOf(cut(before), cut(after));
    expect(found.map(one => [one.before, one.after])).toEqual(parts);
  });

  test('white space that one cut leaves out, and pieces that stand for no text', () => {
    const words: Piece[] = [
      {label: 'ab', start: 0, end: 2},
      {label: 'c', start: 3, end: 4},
    ];
    const pieces: Piece[] = [
      {label: '', start: 0, end: 0, isSpecial: true},
      {label: 'ab', start: 0, end: 2},
      {label: '·c', start: 2, end: 4},
    ];
    const found = segmentsOf(words, pieces);
    expect(found.map(one => [one.before, one.after])).toEqual([
      [[0], [0, 1]],
      [[1], [2]],
    ]);
    const all = found.flatMap(one => one.after);
    expect(all).toEqual([0, 1, 2]);
  });
});

describe('between two cuts', () => {
  const before = {pieces: cut('a|b|c'), joints: [5, 3, null]};
  const after = {pieces: cut('a|bc'), joints: [7, null]};
  const box = (x: number, width: number) => ({x, y: 0, width, height: 10});
  const boxes = {
    before: [box(0, 10), box(20, 10), box(40, 10)],
    after: [box(10, 10), box(30, 20)],
  };
  const segments = segmentsOf(before.pieces, after.pieces);
  const move = (segment: number, t: number) =>
    moveSegment(segments[segment], {before, after, boxes, t, isMerge: true});

  test('what stays is there all the time, and moves', () => {
    expect(move(0, 0.5)).toHaveLength(1);
    expect(move(0, 0)[0]).toMatchObject({alpha: 1, box: box(0, 10)});
    expect(move(0, 1)[0]).toMatchObject({alpha: 1, box: box(10, 10)});
  });

  test('what merges is picked, then becomes one', () => {
    const seen = (t: number) =>
      move(1, t)
        .filter(({alpha}) => alpha > 0)
        .map(({piece, loud}) => [piece.label, loud]);
    expect(seen(0)).toEqual([
      ['b', 0],
      ['c', 0],
    ]);
    expect(seen(0.4)).toEqual([
      ['b', 1],
      ['c', 1],
    ]);
    expect(seen(1)).toEqual([['bc', 0]]);
    // Its parts end where they stand in it.
    const [b, c] = move(1, 1);
    expect(b.box).toEqual(box(30, 10));
    expect(c.box).toEqual(box(40, 10));
  });

  test('numbers: that of the merge is picked and goes, others give way to new ones', () => {
    const seen = (t: number) =>
      jointsBetween({before, after, boxes}, {segments, t, levels: 1})
        .filter(({alpha}) => alpha > 0)
        .map(({text, x}) => [text, x]);
    expect(seen(0)).toEqual([
      ['5', 15],
      ['3', 35],
    ]);
    expect(seen(1)).toEqual([['7', 25]]);
    const loud = jointsBetween({before, after, boxes}, {segments, t: 0.4, levels: 1});
    expect(loud.find(({text}) => text === '3')?.loud).toBe(1);
    expect(loud.find(({text}) => text === '5')?.loud).toBe(0);
  });

  test('a number that stays moves with its pieces', () => {
    const same = {...after, joints: [5, null]};
    const [joint] = jointsBetween(
      {before, after: same, boxes},
      {segments, t: 1, levels: 2},
    );
    expect(joint).toMatchObject({text: '5', x: 25, alpha: 1, level: 0});
  });
});
