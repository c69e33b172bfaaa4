import {expect, test} from 'vitest';

import {headKind, inductionKind} from '../../../scenes/captured/head-kinds.ts';
import {Tensor} from '../../../scenes/captured/tensor.ts';

const COUNT = 6;

/** A causal pattern that puts `weight` on one key and shares the rest evenly. */
function pattern(weight: number, keyOf: (query: number) => number): Tensor {
  const data = new Float32Array(COUNT * COUNT);
  for (let query = 0; query < COUNT; query++) {
    for (let key = 0; key <= query; key++) {
      const even = (1 - weight) / (query + 1);
      data[query * COUNT + key] = even + (key === keyOf(query) ? weight : 0);
    }
  }
  const source = {model: 'm', revision: 'r', dtype: 'fp32'};
  return new Tensor(data, [COUNT, COUNT], ['query', 'key'], source);
}

test.each([
  ['even', 0, () => 0],
  ['previous', 0.8, (query: number) => Math.max(0, query - 1)],
  ['sink', 0.8, () => 0],
  ['other', 0.8, (query: number) => query],
  ['other', 0.8, (query: number) => Math.min(query, 2)],
  ['even', 0.1, (query: number) => Math.min(query, 2)],
] as const)('%s: %d of the weight in one place', (kind, weight, keyOf) => {
  expect(headKind(pattern(weight, keyOf))).toBe(kind);
});

test.each<['induction' | 'other', number[], number]>([
  ['induction', [1, 2, 3, 1, 2, 3], 0.8],
  ['other', [1, 2, 3, 1, 2, 3], 0.2],
  ['other', [1, 2, 3, 4, 5, 6], 0.8],
])('%s: tokens %j, %d of the weight after the last time', (kind, ids, weight) => {
  const after = (query: number): number =>
    query === 0 ? 0 : ids.lastIndexOf(ids[query], query - 1) + 1;
  expect(inductionKind(pattern(weight, after), ids)).toBe(kind);
});
