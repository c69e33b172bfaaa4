import {expect, test} from 'vitest';

import {
  largestDifference,
  sweepTiles,
  tilesOf,
} from '../../../scenes/components/tile-sweep.ts';
import {headOf} from '../../../scenes/gallery/head-of.ts';
import {capturedValues} from '../captured-values.ts';

test('tiles lie on and below the diagonal, the last ones cut off', () => {
  expect(tilesOf(5, 3)).toEqual([
    {query: 0, key: 0, queries: 3, keys: 3},
    {query: 3, key: 0, queries: 2, keys: 3},
    {query: 3, key: 3, queries: 2, keys: 2},
  ]);
});

test.each([1, 3, 4, 5, 14, 20])(
  'in tiles of %i, attention gives what the model gave',
  async block => {
    const {tensor} = await capturedValues('decoder');
    for (const head of [0, 5]) {
      const scores = tensor('blocks.2.attn.hook_attn_scores').at(head);
      const values = headOf(tensor('blocks.2.attn.hook_v'), Math.floor(head / 3));
      const expected = headOf(tensor('blocks.2.attn.hook_z'), head);
      const {tiles, states} = sweepTiles(scores, values, block);
      expect(states).toHaveLength(tiles.length + 1);
      const {output} = states[tiles.length];
      expect(largestDifference(output, expected.data)).toBeLessThan(1e-5);
    }
  },
);

test('the running maximum never falls, and a visited query has a sum of 1 at least', async () => {
  const {tensor} = await capturedValues('decoder');
  const scores = tensor('blocks.2.attn.hook_attn_scores').at(0);
  const values = headOf(tensor('blocks.2.attn.hook_v'), 0);
  const {tiles, states} = sweepTiles(scores, values, 4);
  tiles.forEach(({query, queries}, i) => {
    const [before, after] = [states[i], states[i + 1]];
    for (let row = 0; row < scores.shape[0]; row++) {
      const visited = row >= query && row < query + queries;
      if (visited) expect(after.sum[row]).toBeGreaterThanOrEqual(1);
      else expect(after.max[row]).toBe(before.max[row]);
      expect(after.max[row]).toBeGreaterThanOrEqual(before.max[row]);
    }
  });
});
