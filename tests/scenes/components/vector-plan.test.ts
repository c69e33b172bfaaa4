import {describe, expect, test} from 'vitest';

import {planVector} from '../../../scenes/components/vector-plan.ts';
import type {VectorShape} from '../../../scenes/components/vector-plan.ts';
import {cellsIn, roomAround, seenPart} from '../../../scenes/components/vector-room.ts';
import type {VectorWords} from '../../../scenes/components/vector-room.ts';

const BOX = {x: 100, y: 50, width: 640, height: 40};
const shape = (over: Partial<VectorShape>): VectorShape => ({
  length: 8,
  axis: 'across',
  most: 64,
  parts: 1,
  gap: 0,
  ...over,
});

describe('planVector()', () => {
  test.each([
    [8, 64, 8, 1],
    [64, 64, 64, 1],
    [192, 64, 64, 3],
    [200, 64, 50, 4],
    [4096, 64, 64, 64],
    [1, 64, 1, 1],
  ])('%i numbers in at most %i cells: %i, every %i', (length, most, cells, every) => {
    const plan = planVector(shape({length, most}), BOX);
    expect(plan.cells).toHaveLength(cells);
    expect(plan.shown).toEqual(Array.from({length: cells}, (_, i) => i * every));
  });

  test('cells fill the box, whichever way they run', () => {
    const across = planVector(shape({}), BOX).cells;
    expect(across[0]).toEqual({...BOX, width: 80});
    expect(across[7]).toEqual({...BOX, x: 660, width: 80});
    const down = planVector(shape({axis: 'down'}), BOX).cells;
    expect(down[7]).toEqual({...BOX, y: 85, height: 5});
  });

  test('parts have their gaps, and lose them when they join', () => {
    const apart = planVector(shape({parts: 2, gap: 40}), BOX);
    expect(apart.parts.map(({x, width}) => [x, width])).toEqual([
      [100, 300],
      [440, 300],
    ]);
    expect(apart.cells[4]).toEqual({...BOX, x: 440, width: 75});
    const joined = planVector(shape({parts: 2}), BOX);
    expect(joined.cells).toEqual(planVector(shape({}), BOX).cells);
  });

  test('each part is thinned by itself', () => {
    const {shown} = planVector(shape({length: 10, most: 4, parts: 2}), BOX);
    expect(shown).toEqual([0, 3, 5, 8]);
  });
});

describe('room around the cells', () => {
  const NONE = {above: 0, below: 0, left: 0, right: 0};
  const words = (over: Partial<VectorWords>): VectorWords => ({
    label: null,
    bracket: null,
    hasPartNames: false,
    ...over,
  });
  test.each<[string, Partial<VectorWords>, Partial<typeof NONE>]>([
    ['nothing', {}, {}],
    ['a name above', {label: {side: 'above', width: 90, shown: 1}}, {above: 48}],
    ['one that fades', {label: {side: 'below', width: 90, shown: 0.5}}, {below: 25}],
    ['a name beside', {label: {side: 'left', width: 90, shown: 1}}, {left: 108}],
    ['names of parts', {hasPartNames: true}, {below: 50}],
    [
      'a name and names of parts on one side',
      {label: {side: 'below', width: 90, shown: 1}, hasPartNames: true},
      {below: 100},
    ],
  ])('%s', (_, over, expected) => {
    expect(roomAround(words(over))).toEqual({...NONE, ...expected});
  });

  test('a bracket takes its length only beside the cells', () => {
    const around = (side: 'below' | 'right', width: number) =>
      roomAround(words({bracket: {side, width}}))[side];
    expect(around('below', 30)).toBe(around('below', 60));
    expect(around('right', 60) - around('right', 30)).toBe(30);
  });

  test.each([
    ['across', {x: 150, y: 165, width: 800, height: 110}],
    ['down', {x: 522, y: 70, width: 56, height: 300}],
  ] as const)('cells %s stand in the middle of what is left', (axis, cells) => {
    const around = {above: 20, below: 30, left: 50, right: 50};
    expect(cellsIn({x: 100, y: 50, width: 900, height: 350}, around, axis)).toEqual(
      cells,
    );
  });

  test.each([
    ['across', 0, null],
    ['across', 0.25, null],
    ['across', 0.75, {x: 420, y: 50, width: 160, height: 40}],
    ['across', 1, {x: 420, y: 50, width: 320, height: 40}],
    ['down', 0.5, {x: 420, y: 50, width: 320, height: 20}],
  ] as const)('of a part, %s, at %d of all is seen %j', (axis, shown, seen) => {
    expect(seenPart({...BOX, x: 420, width: 320}, BOX, shown, axis)).toEqual(seen);
  });
});
