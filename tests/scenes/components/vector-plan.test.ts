import {describe, expect, test} from 'vitest';

import {planVector} from '../../../scenes/components/vector-plan.ts';
import type {VectorShape} from '../../../scenes/components/vector-plan.ts';

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
