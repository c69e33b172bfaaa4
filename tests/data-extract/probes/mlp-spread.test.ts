import {expect, test} from 'vitest';

import {spreadOf} from '../../../data-extract/probes/mlp-spread.ts';

test('activations are counted from the most negative to the most positive', () => {
  const values = Float32Array.of(-4, 4, 0, 0.01, 0.3, 2);
  expect(spreadOf(values, 4)).toEqual({
    largest: 4,
    counts: [1, 0, 3, 2],
    // 4, 4 and 2 are a tenth of 4 or more; 0 and 0.01 less than a hundredth.
    firing: 3,
    silent: 2,
    half: 2,
  });
});

test('where nothing fires all are silent', () => {
  expect(spreadOf(new Float32Array(3), 2)).toEqual({
    largest: 0,
    counts: [0, 3],
    firing: 0,
    silent: 3,
    half: 0,
  });
});
