import {expect, test} from 'vitest';

import {written} from '../graph/toy/attention.ts';
import type {Attend} from '../graph/toy/attention.ts';
import {runToy} from '../graph/toy/run-toy.ts';
import {STYLES} from '../graph/toy/styles.ts';
import {toyModel} from '../graph/toy/toy-model.ts';

/** Ways of attention, of norms, of blocks and of precision. */
const NAMES = [
  'a sink',
  'a soft cap',
  'a guard against NaN',
  'heads and batch on one axis',
  'keys and values repeated',
  'GroupQueryAttention, packed',
  'com.microsoft.Attention',
  'Attention of operator set 23',
  'Einsum',
  'RMSNorm written out',
  'norms after',
  'the stream with two axes',
  'parallel layers, added one by one',
  'embeddings normed',
  'head with a bias',
  'GELU with biases',
  'experts in one node',
  'MatMulNBits',
  'floats of 16 bits',
  'floats of 16 bits, softmax in 32',
];

test.each(NAMES)('%s: the graph itself makes all layers again at once', async name => {
  const style = STYLES[name];
  const {run, checks, isHalf} = await runToy(toyModel(style), true, {often: true});
  const {together, whole} = run;
  expect({together, whole: whole !== null}).toEqual({together: true, whole: true});
  const tolerance = style.half ? 2e-2 : 1e-4;
  expect(checks.filter(({error}) => !(error < tolerance))).toEqual([]);
  expect(checks.map(check => check.name)).toContain('norm(input) = normalized');
  expect(isHalf).toBe(style.half ?? false);
});

/** The second layer has another number of heads than the first. */
const byLayer =
  (heads: readonly number[]): Attend =>
  (m, x, parts) =>
    written({heads: heads[parts.layer]})(m, x, parts);

test.each([
  [[4, 4], true],
  [[4, 2], false],
  [[2, 4], false],
])('layers of %j heads are made again together: %s', async (heads, together) => {
  const {run, checks} = await runToy(toyModel({attend: byLayer(heads)}), true, {
    often: true,
  });
  expect(run.together).toBe(together);
  expect(run.whole).not.toBeNull();
  expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
});
