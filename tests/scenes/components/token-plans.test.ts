import {describe, expect, test} from 'vitest';

import {between} from '../../../scenes/components/pace.ts';
import {placeRibbon} from '../../../scenes/components/ribbon-plan.ts';
import {placeCells, placeRowChips} from '../../../scenes/components/rows-plan.ts';
import {
  compactStrip,
  mixStrips,
  planStrip,
} from '../../../scenes/components/strip-plan.ts';
import {planTable} from '../../../scenes/components/table-plan.ts';
import {placeWordLines} from '../../../scenes/components/word-lines-plan.ts';

const ROOM = {x: 100, y: 50, width: 1000, height: 700};

describe('placeCells()', () => {
  test.each([[[3, 5]], [[41, 55, 56]], [[200, 4]], [[0, 2]]])('%j', counts => {
    const rows = placeCells(counts, ROOM);
    expect(rows.map(row => row.length)).toEqual(counts);
    const widths = new Set(rows.flat().map(({width}) => width));
    expect(widths.size).toBe(1);
    for (const {x, y, width, height} of rows.flat()) {
      expect(x).toBeGreaterThanOrEqual(ROOM.x);
      expect(x + width).toBeLessThanOrEqual(ROOM.x + ROOM.width);
      expect(y).toBeGreaterThanOrEqual(ROOM.y);
      expect(y + height).toBeLessThanOrEqual(ROOM.y + ROOM.height);
    }
  });
});

describe('placeRowChips()', () => {
  test('chips of all rows have one padding, and do not touch', () => {
    const rows = placeRowChips([[40, 60], Array<number>(12).fill(50)], ROOM);
    expect(rows.map(row => row.length)).toEqual([2, 12]);
    expect(rows[0][0].width - 40).toBe(rows[1][0].width - 50);
    expect(rows[1][1].x).toBeGreaterThan(rows[1][0].x + rows[1][0].width);
  });

  test('a row that is too long keeps the chips that fit', () => {
    const [row] = placeRowChips([Array<number>(30).fill(60)], ROOM);
    expect(row.length).toBeGreaterThan(10);
    expect(row.length).toBeLessThan(30);
  });
});

describe('placeRibbon()', () => {
  const place = (text: string, room: number) =>
    placeRibbon(
      [...text],
      i => text[i] === ' ',
      [...text].map(() => 10),
      room,
    );
  test.each([
    ['', 100, []],
    ['abc', 100, ['abc']],
    ['one two three four', 140, ['one two three ', 'four']],
    ['one two three four five', 160, ['one two three ', 'four five']],
    ['incomprehensibilities', 100, ['incomprehe', 'nsibilitie', 's']],
  ])('%j in %i pixels is %j', (text, room, lines) => {
    const places = place(text, room);
    const drawn = [...new Set(places.map(({line}) => line))].map(line =>
      [...text].filter((_, i) => places[i].line === line).join(''),
    );
    for (const {x, width} of places) expect(x + width).toBeLessThanOrEqual(room);
    expect(drawn).toEqual(lines);
  });
});

describe('placeWordLines()', () => {
  const place = (counts: readonly number[], height: number) =>
    placeWordLines(
      counts.map(count => Array<number>(count).fill(50)),
      {room: 400, height, gap: 10, after: 60, line: 48, pitch: 72},
    );

  test('words stand one under the other, a wide one on further lines', () => {
    const words = place([2, 7, 1], 1000);
    expect(words.map(({y}) => y)).toEqual([0, 72, 192]);
    expect(words[1].pieces.map(({x}) => x)).toEqual([0, 60, 120, 180, 240, 0, 60]);
    expect(words[1].pieces.map(({y}) => y)).toEqual([72, 72, 72, 72, 72, 120, 120]);
    expect(words[1].end).toEqual({x: 110, y: 120});
  });

  test.each([
    [[1, 1, 1], 200, 3],
    [[1, 1, 1, 1, 1], 200, 4],
    [[1, 12, 1], 150, 1],
    [[], 100, 0],
  ])('of %j, in %i pixels, %i fit', (counts, height, fit) => {
    const words = place(counts, height);
    expect(words).toHaveLength(fit);
    for (const {end} of words) {
      expect(end.y + 48).toBeLessThanOrEqual(height);
      expect(end.x).toBeLessThanOrEqual(400 - 60);
    }
  });
});

describe('planTable()', () => {
  test('lists each id once, in order', () => {
    const {ids, topOf, pitch} = planTable([9, 2, 9, 5], 400);
    expect(ids).toEqual([2, 5, 9]);
    expect(ids.map(topOf)).toEqual([0, pitch, 2 * pitch]);
  });

  test('keeps the first ids where not all fit, and puts the others in between', () => {
    const {ids, topOf, pitch} = planTable([50, 10, 30, 20, 40], 3 * 31);
    expect(ids).toEqual([10, 30, 50]);
    expect(topOf(20)).toBe(0.5 * pitch);
    expect(topOf(99)).toBe(2 * pitch);
    expect(topOf(1)).toBe(0);
  });
});

test.each([
  [0, {before: 0, after: 1, t: 0}],
  [2.5, {before: 2, after: 3, t: 0.5}],
  [9, {before: 9, after: 9, t: 0}],
  [12, {before: 9, after: 9, t: 0}],
])('one by one, %d of 9 steps are %j', (made, state) => {
  expect(between(made, 9, {from: 0, stride: 1})).toEqual(state);
});

test.each([
  [3, {before: 3, after: 7, t: 0}],
  [5, {before: 3, after: 7, t: 0.5}],
  [8, {before: 7, after: 9, t: 0.5}],
  [9, {before: 9, after: 9, t: 0}],
])('four at once from the third on, %d of 9 steps are %j', (made, state) => {
  expect(between(made, 9, {from: 3, stride: 4})).toEqual(state);
});

describe('planStrip()', () => {
  const widthOf = (text: string, size: number): number => text.length * size * 0.6;
  const request = (count: number, notes = 0) => ({
    tokens: Array.from({length: count}, (_, i) => ({
      ...{id: 1000 + i, text: ' word', bytes: '20776f7264'},
      ...{start: 5 * i, end: 5 * i + 5, special: false},
    })),
    groups: [{first: 0, end: 2, text: 'wordword'}],
    ...{withIds: true, notes, spaces: 'hidden' as const},
  });

  test.each([
    [1, 64, 1, 1],
    [5, 64, 2, 1],
    [14, 56, 3, 0],
    [30, 36, 4, 0],
    [60, 28, 6, 0],
  ])('%i tokens fill a room with labels of %i pixels', (count, size, lines, brackets) => {
    const plan = planStrip(request(count), ROOM, widthOf);
    expect([plan.size, plan.lines]).toEqual([size, lines]);
    expect(plan.groups).toHaveLength(brackets);
    expect(plan.boxes).toHaveLength(count);
    for (const {x, y, width, height} of plan.boxes) {
      expect(x).toBeGreaterThanOrEqual(ROOM.x);
      expect(x + width).toBeLessThanOrEqual(ROOM.x + ROOM.width);
      expect(y).toBeGreaterThanOrEqual(ROOM.y);
      expect(y + height).toBeLessThanOrEqual(ROOM.y + ROOM.height);
    }
  });

  test.each([
    [1, 40, 1],
    [9, 32, 1],
    [14, 40, 2],
    [60, 28, 6],
  ])('beside others %i tokens have labels of %i pixels', (count, size, lines) => {
    const plan = compactStrip(request(count), ROOM.width, widthOf);
    expect([plan.size, plan.lines]).toEqual([size, lines]);
    const room = {...ROOM, height: plan.height};
    expect(planStrip(request(count), room, widthOf).lines).toBe(lines);
  });

  test('notes below take room: all of them on one line, one each on several', () => {
    const heights = (count: number) =>
      [0, 1, 2].map(notes => compactStrip(request(count, notes), 1000, widthOf).height);
    const [none, one, two] = heights(3);
    expect(one).toBeGreaterThan(none);
    expect(two).toBeGreaterThan(one);
    const [, first, second] = heights(14);
    expect(second).toBe(first);
  });

  test('shares below five lines leave room for a legend above', () => {
    const {lines, height} = compactStrip(
      {...request(70, 2), withIds: false, groups: []},
      1728,
      widthOf,
    );
    expect(lines).toBe(5);
    expect(height).toBeLessThan(676 - 152 - 40);
  });

  test('what does not fit is refused, with the remedy', () => {
    expect(() => planStrip(request(400), ROOM, widthOf)).toThrow(
      '400 tokens do not fit 1000 x 700 pixels; use a shorter text',
    );
    expect(() => compactStrip(request(2), 60, widthOf)).toThrow('A token is wider');
  });

  test('on its way a strip lies between two layouts; what joins is where it will be', () => {
    const [from, to] = [2, 3].map(count => planStrip(request(count), ROOM, widthOf));
    const half = mixStrips(from, to, 0.5);
    expect(half.boxes[0].x).toBe((from.boxes[0].x + to.boxes[0].x) / 2);
    expect(half.boxes[2]).toEqual(to.boxes[2]);
    expect(mixStrips(from, to, 1)).toEqual(to);
  });
});
