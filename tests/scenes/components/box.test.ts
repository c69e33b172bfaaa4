import {describe, expect, test} from 'vitest';

import {
  columnsOf,
  lerpBox,
  middleOf,
  rowsOf,
  STAGE,
} from '../../../scenes/components/box.ts';
import {LAYOUT} from '../../../scenes/theme/layout.ts';

const BOX = {x: 10, y: 20, width: 100, height: 200};

describe('dividing a box', () => {
  test('fixed sizes stay, the others share what is left', () => {
    const [a, b, c] = columnsOf(BOX, [20, 'rest', 'rest'], 4);
    expect([a.x, a.width]).toEqual([10, 20]);
    expect([b.x, b.width]).toEqual([34, 36]);
    expect([c.x, c.width]).toEqual([74, 36]);
    expect(c.height).toBe(200);
  });

  test('rows go from top to bottom and keep the width', () => {
    expect(rowsOf(BOX, [50, 'rest'], 10)).toEqual([
      {x: 10, y: 20, width: 100, height: 50},
      {x: 10, y: 80, width: 100, height: 140},
    ]);
  });

  test('shares that are rounded up still fit', () => {
    // A third each of what two gaps leave, of a box on its way to another size.
    const third = 54.26756722686186;
    const box = {...BOX, width: 174.80270168058556};
    expect(3 * third + 2 * 6).toBeGreaterThan(box.width);
    const [, , last] = columnsOf(box, [third, third, third], 6);
    expect(last.width).toBe(third);
    expect(columnsOf(box, [third, third, third, 'rest'], 4)[3].width).toBe(0);
  });

  test('what does not fit is an error', () => {
    expect(() => columnsOf(BOX, [60, 'rest', 60], 0)).toThrow('do not fit 100');
  });
});

test('a box between two others', () => {
  const to = {x: 20, y: 40, width: 50, height: 100};
  expect(lerpBox(BOX, to, 0)).toEqual(BOX);
  expect(lerpBox(BOX, to, 0.5)).toEqual({x: 15, y: 30, width: 75, height: 150});
  expect(lerpBox(BOX, to, 1)).toEqual(to);
});

test.each([
  ['above', 60, 20],
  ['below', 60, 220],
  ['left', 10, 120],
  ['right', 110, 120],
] as const)('the middle of the side %s', (side, x, y) => {
  expect(middleOf(BOX, side)).toEqual({x, y});
});

test('the stage leaves air above a caption of two lines', () => {
  expect(STAGE.y + STAGE.height).toBe(LAYOUT.stage.bottom - LAYOUT.air);
});
