import {describe, expect, test} from 'vitest';

import {
  bandBox,
  boxAbove,
  boxOver,
  rowBox,
} from '../../../scenes/components/row-boxes.ts';
import {
  clearOf,
  firstFor,
  inSight,
  lerpPlaces,
} from '../../../scenes/components/row-order.ts';

test.each([
  ['the first row passes none', [0.5, 0.5], 0, 1],
  ['rows apart hide nothing', [0, 1], 1, 1],
  ['where two are at one place, the later is hidden', [1, 1], 1, 0],
  ['half a row from each other it is hidden still', [0, 0.5], 1, 0],
  ['from there on it comes', [0, 0.675], 1, 0.5],
  ['the nearest of several counts', [0, 2, 1.85, 0.5], 3, 0],
])('clearOf(): %s', (_, order, slot, clear) => {
  expect(clearOf(order, slot)).toBeCloseTo(clear, 9);
});

test.each([
  ['the top row', 0, 1],
  ['above it by a quarter', -0.25, 0.5],
  ['above it by half', -0.5, 0],
  ['the last that fits', 4, 1],
  ['the one that half fits', 4.5, 0.5],
  ['the next', 5, 0],
])('inSight() of five rows: %s', (_, place, seen) => {
  expect(inSight(place, 5)).toBe(seen);
});

test.each([
  [0, {count: 20, visible: 5}, 0],
  [7, {count: 20, visible: 5}, 5],
  [19, {count: 20, visible: 5}, 15],
  [3, {count: 4, visible: 5}, 0],
])('place %i is in the middle of %o from row %i on', (place, table, first) => {
  expect(firstFor(place, table)).toBe(first);
});

test('places move in a straight line', () => {
  expect(lerpPlaces([0, 1, 2], [2, 1, 0], 0.25)).toEqual([0.5, 1, 1.5]);
});

describe('rooms of rows', () => {
  const box = {x: 100, y: 50, width: 800, height: 400};
  const places = {
    ...{top: 120, pitch: 80, cell: 30, over: 40, above: 60, text: 28, heading: 104},
    ...{
      visible: 5,
      columns: [
        {x: 100, width: 200},
        {x: 330, width: 570},
      ],
    },
  };

  test('a row stands in the middle of its pitch, below the line over it', () => {
    expect(rowBox(box, places, 2)).toEqual({
      x: 100,
      y: 120 + 160 + 40 + 5,
      width: 800,
      height: 30,
    });
    expect(boxOver(box, places, 2)).toEqual({x: 100, y: 280, width: 800, height: 40});
  });

  test('what stands above the titles has its own place', () => {
    expect(boxAbove(box, places)).toEqual({x: 100, y: 60, width: 800, height: 30});
  });

  test('the band goes from the first column to the last', () => {
    expect(bandBox(places, 1)).toEqual({x: 86, width: 828, y: 242, height: 36});
  });
});
