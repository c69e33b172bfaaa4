import {expect, test} from 'vitest';

import {Tensor} from '../../../scenes/captured/tensor.ts';
import {colorShares, weightedSum} from '../../../scenes/components/cell-values.ts';

const how = {weight: 0.5, limit: 4};

test('a value has the colour of its share, times its weight', () => {
  expect([...colorShares([8, -4, 2, 0], [0, 1, 3], how, null)]).toEqual([1, -0.5, 0]);
});

test.each([
  [0, [1, -0.5]],
  [0.5, [0.75, -0.75]],
  [1, [0.5, -1]],
])('products have taken their place by %f, those beyond the limit in full', (t, all) => {
  const products = {data: [1, -9], limit: 2, t};
  expect([...colorShares([8, -4], [0, 1], how, products)]).toEqual(all);
});

test('some vectors add up, each times its weight', () => {
  const source = {model: 'm', revision: 'r', dtype: 'fp32'};
  const values = Tensor.stack(
    [
      [1, 2],
      [10, 20],
      [100, 200],
    ].map(row => Tensor.of(row, 'component', source)),
    'thing',
  );
  const weights = Tensor.of([0.5, 2, 0.25], 'thing', source);
  expect([...weightedSum(values, weights, [0, 2])]).toEqual([25.5, 51]);
  expect([...weightedSum(values, weights, [])]).toEqual([0, 0]);
});
