import {describe, expect, test} from 'vitest';

import {placeChips} from '../../../scenes/components/chip-places.ts';
import {placeColumns, placeRows} from '../../../scenes/components/row-places.ts';

const BOX = {x: 96, y: 190, width: 1728, height: 676};
const plain = {titled: false, hasAbove: false};
const none = (): [] => [];

describe('placeRows()', () => {
  test.each([
    [1, 104, 39.52],
    [5, 104, 39.52],
    [9, 676 / 9, 28.54],
    [14, 676 / 14, 28],
  ])('%i rows: a pitch of %f, text of %f', (rows, pitch, text) => {
    const places = placeRows(BOX, {rows, ...plain}, none);
    expect(places.pitch).toBeCloseTo(pitch);
    expect(places.text).toBeCloseTo(text, 1);
    expect(places.visible).toBe(rows);
  });

  test('few rows stand in the middle', () => {
    const {top, pitch} = placeRows(BOX, {rows: 3, ...plain}, none);
    expect(top - BOX.y).toBeCloseTo(BOX.y + BOX.height - (top + 3 * pitch));
  });

  test('what does not fit even if low is scrolled to', () => {
    const {visible, pitch} = placeRows(BOX, {rows: 200, ...plain}, none);
    expect(pitch).toBe(38);
    expect(visible).toBe(17);
  });

  test('at most so many are in sight: they are as large as if there were no others', () => {
    const many = placeRows(BOX, {rows: 200, most: 9, ...plain}, none);
    expect(many).toEqual(placeRows(BOX, {rows: 9, ...plain}, none));
    expect(placeRows(BOX, {rows: 4, most: 9, ...plain}, none).visible).toBe(4);
  });

  test('those that have come stand in the middle, as large as all will be', () => {
    const all = placeRows(BOX, {rows: 6, ...plain}, none);
    for (const come of [1, 2.5, 6]) {
      const {top, pitch} = placeRows(BOX, {rows: 6, come, ...plain}, none);
      expect(pitch).toBe(all.pitch);
      expect(top + (come * pitch) / 2).toBeCloseTo(BOX.y + BOX.height / 2);
    }
  });

  test.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('titles %s and a row above %s have room in the box', (titled, hasAbove) => {
    for (const rows of [1, 6, 14]) {
      const places = placeRows(BOX, {rows, titled, hasAbove}, none);
      expect(places.above).toBeGreaterThanOrEqual(BOX.y - 0.01);
      const end = places.top + places.visible * places.pitch;
      expect(end).toBeLessThanOrEqual(BOX.y + BOX.height + 0.01);
      if (titled) expect(places.heading).toBeLessThan(places.top);
      if (hasAbove) expect(places.above + places.pitch).toBeLessThanOrEqual(places.top);
    }
  });
});

describe('placeColumns()', () => {
  const fixed = {natural: 100, grow: 0, opened: 1};
  const growing = {natural: 100, grow: 1, opened: 1};

  test('what grows takes what is left', () => {
    expect(placeColumns({x: 0, width: 1000}, [fixed, growing, fixed])).toEqual([
      {x: 0, width: 100},
      {x: 130, width: 740},
      {x: 900, width: 100},
    ]);
  });

  test('two that grow share it', () => {
    const [, a, b] = placeColumns({x: 0, width: 1000}, [fixed, growing, growing]);
    expect(a.width).toBe(b.width);
    expect(b.x + b.width).toBeCloseTo(1000);
  });

  test('what has not come in takes no room, what is coming some', () => {
    const at = (opened: number): number =>
      placeColumns({x: 0, width: 1000}, [growing, {...fixed, opened}])[0].width;
    expect(at(0)).toBe(1000);
    expect(at(1)).toBe(870);
    expect(at(0.5)).toBe(935);
  });

  test('where there is too little room, those give way that can do with less', () => {
    const yielding = {natural: 600, least: 200, grow: 0, opened: 1};
    const [a, b] = placeColumns({x: 0, width: 500}, [fixed, yielding]);
    expect([a.width, b.width]).toEqual([100, 370]);
    expect(placeColumns({x: 0, width: 100}, [fixed, yielding])[1].width).toBe(200);
  });

  test('without room nothing is negative', () => {
    for (const {width} of placeColumns({x: 0, width: 50}, [fixed, growing])) {
      expect(width).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('placeChips()', () => {
  const more = (): number => 40;

  test('all that fit stand side by side', () => {
    expect(placeChips([50, 50], 108, more)).toEqual({starts: [0, 58], end: 116, left: 0});
  });

  test('where not all fit, there is room to say how many are left', () => {
    const {starts, end, left} = placeChips([50, 50, 50, 50], 160, more);
    expect(starts).toEqual([0, 58]);
    expect(left).toBe(2);
    expect(end + more()).toBeLessThanOrEqual(160);
  });

  test('nothing fits', () => {
    expect(placeChips([500], 100, more)).toEqual({starts: [], end: 0, left: 1});
  });
});
