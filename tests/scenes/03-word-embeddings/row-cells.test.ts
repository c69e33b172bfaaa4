import {describe, expect, test} from 'vitest';

import {planCells, robustLimit} from '../../../scenes/03-word-embeddings/row-cells.ts';

describe('cells of a row', () => {
  test.each([
    [100, 1350, 10, 0, 135, 10],
    [100, 1350, 10, 1, 13.5, 100],
    [6, 1350, 10, 0, 225, 6],
    [6, 1350, 10, 1, 225, 6],
  ])('%i in %i, %i wide ones, zoom %f: %f each, %i in sight', (...given) => {
    const [count, width, wide, zoomed, cell, visible] = given;
    const plan = planCells(count, width, wide, zoomed);
    expect(plan.cell).toBeCloseTo(cell, 9);
    expect(plan.visible).toBe(visible);
  });

  test('full colour goes to the largest but a few', () => {
    const values = Float32Array.from({length: 100}, (_, i) => (i % 2 ? -1 : 1) * i);
    expect(robustLimit([values])).toBe(94);
    expect(robustLimit([Float32Array.of(0, 0, 5)])).toBe(5);
    expect(robustLimit([new Float32Array(4)])).toBe(1);
  });
});
