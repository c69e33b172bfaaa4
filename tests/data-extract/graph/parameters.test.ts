import {expect, test} from 'vitest';

import {moduleAround} from '../../../data-extract/graph/parameters.ts';

test.each([
  ['/model/layers.0/mlp/fc1/MatMul', 'model.layers.0.mlp.fc1'],
  ['MatMul', ''],
  [
    ': __main__.Causal/m: lib.Gpt/m.model: lib.Model/m.model.layers.0.mlp.fc1: torch.Linear/linear: aten.linear.default',
    'm.model.layers.0.mlp.fc1',
  ],
  [': lib.Gpt/linear: aten.linear.default', ''],
])('%s belongs to "%s"', (written, module) => {
  expect(moduleAround(written)).toBe(module);
});
