import {expect, test} from 'vitest';

import {Tensor} from '../../../scenes/captured/tensor.ts';
import {statesOf} from '../../../scenes/components/tile-states.ts';
import type {Visit} from '../../../scenes/components/tile-states.ts';

const SOURCE = {model: null, revision: '', dtype: ''};

test('a visit changes its own queries, the others keep what they have', () => {
  const visit = (from: number, key: number, more: Partial<Visit>): Visit => ({
    queries: [from, Math.min(3, from + 2)],
    keys: [key, key + 2],
    skipped: false,
    max: [],
    sum: [],
    ...more,
  });
  const visits = [
    visit(0, 0, {max: [1, 2], sum: [1, 1.5]}),
    // The last row of tiles has one query only, and a tile is passed by.
    visit(0, 2, {skipped: true, max: [1, 2], sum: [1, 1.5]}),
    visit(2, 0, {max: [4], sum: [1.25]}),
  ];
  const outputs = new Tensor(
    Float32Array.of(1, 2, 3, 4, 9, 9, 9, 9, 5, 6, 0, 0),
    [3, 2, 2],
    ['visit', 'row', 'd_head'],
    SOURCE,
  );
  const states = statesOf(visits, outputs, 3);
  expect(states).toHaveLength(3);
  expect(states[0]).toEqual({
    max: [null, null, null],
    sum: [0, 0, 0],
    output: new Float32Array(6),
  });
  expect(states[1]).toEqual({
    max: [1, 2, null],
    sum: [1, 1.5, 0],
    output: Float32Array.of(1, 2, 3, 4, 0, 0),
  });
  expect(states[2]).toEqual({
    max: [1, 2, 4],
    sum: [1, 1.5, 1.25],
    output: Float32Array.of(1, 2, 3, 4, 5, 6),
  });
});
