import {describe, expect, test} from 'vitest';

import {
  gridBox,
  gridPlan,
  NO_LABELS,
  reduce,
} from '../../../scenes/components/matrix-plan.ts';
import {limitOf, rampColor} from '../../../scenes/components/ramp.ts';
import {pool} from '../../../scenes/components/pool.ts';
import {PALETTES} from '../../../scenes/theme/palette.ts';

const BOX = {x: 100, y: 200, width: 1300, height: 680};
const ROOM = {...NO_LABELS, left: 240, top: 140};

describe('gridPlan()', () => {
  test.each([
    [5, 1, true, true],
    [14, 1, true, true],
    [16, 1, true, false],
    [20, 1, false, false],
    [64, 1, false, false],
    [65, 2, false, false],
    [1000, 16, false, false],
  ])(
    '%i rows: %i values a cell, labelled %s, figures %s',
    (n, per, labelled, readable) => {
      const plan = gridPlan({rows: n, columns: n}, BOX, ROOM);
      expect(plan).toMatchObject({perRow: per, perColumn: per, labelled, readable});
      expect(plan.rows).toBe(Math.ceil(n / per));
      expect(plan.left + plan.columns * plan.cellWidth).toBeLessThanOrEqual(1400.01);
      expect(plan.top + plan.rows * plan.cellHeight).toBeLessThanOrEqual(880.01);
      expect(plan.left).toBe(labelled ? 340 : 100);
    },
  );
});

test('pooled cells are means of their block, cut off at the edges', () => {
  const data = Float32Array.from([1, 3, 5, 5, 7, 11, 2, 4, 6]);
  const plan = {rows: 2, columns: 2, perRow: 2, perColumn: 2};
  expect([...pool(data, 3, plan)]).toEqual([4, 8, 3, 6]);
});

test('where means would cancel out, the first value of a block is drawn', () => {
  const data = Float32Array.from([1, 3, 5, 5, 7, 11, 2, 4, 6]);
  const plan = {rows: 2, columns: 2, perRow: 2, perColumn: 2};
  expect([...reduce(data, 3, plan, 'nth')]).toEqual([1, 5, 2, 6]);
  expect([...reduce(data, 3, plan, 'mean')]).toEqual([4, 8, 3, 6]);
});

test('cells fill their box, and are thinned to a number', () => {
  const plan = gridPlan({rows: 192, columns: 32}, BOX, NO_LABELS, 64);
  expect(plan).toMatchObject({rows: 64, columns: 32, perRow: 3, perColumn: 1});
  expect(gridBox(plan)).toEqual(BOX);
});

test('cells leave room for what stands around them', () => {
  const room = {left: 240, top: 140, right: 60, title: 50, note: 40};
  expect(gridBox(gridPlan({rows: 5, columns: 5}, BOX, room))).toEqual({
    x: BOX.x + 240,
    y: BOX.y + 190,
    width: BOX.width - 300,
    height: BOX.height - 230,
  });
  // Where cells are too small for labels, the name and the note still have theirs.
  expect(gridBox(gridPlan({rows: 64, columns: 64}, BOX, room))).toEqual({
    x: BOX.x,
    y: BOX.y + 50,
    width: BOX.width,
    height: BOX.height - 90,
  });
});

describe('rampColor()', () => {
  const palette = PALETTES.light;
  test.each([
    ['share', 0, palette.panel],
    ['share', 1, palette.roles.score.stroke],
    ['share', 7, palette.roles.score.stroke],
    ['signed', 0, palette.panel],
    ['signed', 1, palette.signed.positive],
    ['signed', -1, palette.signed.negative],
    ['signed', -9, palette.signed.negative],
    ['weight', 0, palette.panel],
    ['weight', -1, palette.muted],
    ['weight', 2, palette.muted],
  ] as const)('%s %d is %s', (ramp, value, color) => {
    expect(rampColor(palette, ramp, value)).toBe(color);
  });
});

test('a signed ramp reaches to the largest size, and never to nothing', () => {
  expect(limitOf('signed', Float32Array.from([1, -3, 2]))).toBe(3);
  expect(limitOf('signed', Float32Array.from([0, 0]))).toBe(1);
  expect(limitOf('share', Float32Array.from([0.2]))).toBe(1);
});
