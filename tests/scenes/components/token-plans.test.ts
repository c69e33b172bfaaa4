import {describe, expect, test} from 'vitest';

import {
  compactStrip,
  joinedCounts,
  mixStrips,
  planStrip,
} from '../../../scenes/components/strip-plan.ts';

const ROOM = {x: 100, y: 50, width: 1000, height: 700};

describe('planStrip()', () => {
  const widthOf = (text: string, size: number): number => text.length * size * 0.6;
  const request = (count: number, notes = 0) => ({
    tokens: Array.from({length: count}, (_, i) => ({
      id: 1000 + i,
      text: ' word',
      bytes: '20776f7264',
      start: 5 * i,
      end: 5 * i + 5,
      special: false,
    })),
    groups: [{first: 0, end: 2, text: 'wordword'}],
    withIds: true,
    notes,
    spaces: 'hidden' as const,
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
    const plan = compactStrip(request(count), {width: ROOM.width}, widthOf);
    expect([plan.size, plan.lines]).toEqual([size, lines]);
    const room = {...ROOM, height: plan.height};
    expect(planStrip(request(count), room, widthOf).lines).toBe(lines);
  });

  test('before any token has joined there is a line without chips', () => {
    const plan = planStrip(request(0), {...ROOM, height: 150}, widthOf);
    expect(plan).toMatchObject({boxes: [], lines: 1, width: 0});
    const first = planStrip(request(1), ROOM, widthOf);
    expect(mixStrips(plan, first, 0.3).boxes).toEqual(first.boxes);
  });

  test('notes below take room: all of them on one line, one each on several, and arcs between few', () => {
    const heights = (count: number) =>
      [0, 1, 2].map(
        notes => compactStrip(request(count, notes), {width: 1000}, widthOf).height,
      );
    const [none, one, two] = heights(3);
    expect(one).toBeGreaterThan(none);
    expect(two).toBeGreaterThan(one);
    const [, first, second] = heights(14);
    expect(second).toBeGreaterThan(first);
    const betweenOf = (notes: number) =>
      compactStrip(request(14, notes), {width: 1000}, widthOf).between;
    expect(betweenOf(2)).toBeGreaterThan(3 * betweenOf(1));
  });

  test('many lines stand apart for arcs as far as there is room', () => {
    const many = (notes: number, height: number) =>
      compactStrip(request(80, notes), {width: 1000, height}, widthOf);
    const [dense, roomy] = [many(1, Infinity), many(2, Infinity)];
    expect(roomy.lines).toBe(dense.lines);
    expect(roomy.between).toBeGreaterThan(dense.between + 50);
    expect(many(2, roomy.height - 1).between).toBeLessThan(roomy.between);
    expect(many(2, dense.height)).toMatchObject({between: dense.between});
    // Where they lie in a room, they take what it has, and no less.
    const {between} = planStrip(request(80, 2), {...ROOM, height: roomy.height}, widthOf);
    expect(between).toBe(roomy.between);
    const close = planStrip(request(80, 2), {...ROOM, height: dense.height}, widthOf);
    expect(close.between).toBe(dense.between);
  });

  test('shares below five lines leave room for a legend above', () => {
    const {lines, height} = compactStrip(
      {...request(70, 2), withIds: false, groups: []},
      {width: 1728, height: 676 - 152 - 40},
      widthOf,
    );
    expect(lines).toBe(5);
    expect(height).toBeLessThan(676 - 152 - 40);
  });

  test('what does not fit is refused, with the remedy', () => {
    expect(() => planStrip(request(400), ROOM, widthOf)).toThrow(
      '400 tokens do not fit 1000 x 700 pixels; use a shorter text',
    );
    expect(() => compactStrip(request(2), {width: 60}, widthOf)).toThrow(
      'A token is wider',
    );
  });

  test('on its way a strip lies between two layouts; what joins is where it will be', () => {
    const [from, to] = [2, 3].map(count => planStrip(request(count), ROOM, widthOf));
    const half = mixStrips(from, to, 0.5);
    expect(half.boxes[0].x).toBe((from.boxes[0].x + to.boxes[0].x) / 2);
    expect(half.boxes[2]).toEqual(to.boxes[2]);
    expect(mixStrips(from, to, 1)).toEqual(to);
  });
});

test.each([
  [0, [12, 12]],
  [0.4, [12, 13]],
  [1, [13, 13]],
  [1.5, [13, 14]],
  // The first frame of a tween that began between two frames; 12 + 1e-39 is 12.
  [1e-39, [12, 13]],
])('a strip of 12 tokens that %d have joined lies between %j', (appended, counts) => {
  expect(joinedCounts(12, appended)).toEqual(counts);
});
