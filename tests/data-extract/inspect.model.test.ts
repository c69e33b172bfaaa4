import {cp, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {inspectModel} from '../../data-extract/inspect.ts';
import {ROOT} from './capture-for-test.ts';

/** Parameter counts as the models' cards state them. */
describe.each([
  [
    'tiny-decoder',
    {
      kind: 'decoder',
      layers: 4,
      dModel: 192,
      heads: 6,
      kvHeads: 2,
      headDim: 32,
      vocab: 2048,
      norm: 'rms',
      positions: 'rotary',
      mlp: 'gated silu',
      experts: null,
    },
    1.97e6,
  ],
  [
    'tiny-moe',
    {
      kind: 'decoder',
      layers: 4,
      dModel: 128,
      heads: 4,
      kvHeads: 2,
      headDim: 32,
      vocab: 2048,
      mlp: null,
      experts: {count: 8, topK: 2},
    },
    3.61e6,
  ],
  [
    'tiny-encoder',
    {
      kind: 'encoder',
      layers: 4,
      dModel: 192,
      heads: 6,
      headDim: 32,
      vocab: 2048,
      norm: 'layer',
      positions: 'table',
      mlp: 'gelu',
    },
    1.84e6,
  ],
  [
    'tiny-translator',
    {
      kind: 'encoder-decoder',
      layers: 3,
      dModel: 192,
      heads: 6,
      headDim: 32,
      vocab: 3500,
      positions: 'table',
      mlp: 'silu',
    },
    3.2e6,
  ],
])('%s', (name, expected, parameters) => {
  test('is described as its card says, with nothing left over', async () => {
    const found = await inspectModel({path: `assets/models/${name}`}, ROOT);
    expect(found).toMatchObject(expected);
    expect(found.unrecognised).toEqual([]);
    expect(Math.abs(found.parameters.total / parameters - 1)).toBeLessThan(0.005);
    const sum = Object.values(found.parameters.byComponent).reduce((a, b) => a + b, 0);
    expect(sum).toBe(found.parameters.total);
    expect(found.parameters.byComponent.other ?? 0).toBe(0);
  });
});

test('where config.json is of another model, the cache tells how many heads there are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aim-inspect-'));
  try {
    const own = join(ROOT, 'assets/models/tiny-decoder');
    await cp(join(own, 'onnx'), join(folder, 'onnx'), {recursive: true});
    const sizes = {heads: 6, kvHeads: 2, headDim: 32};
    expect(await inspectModel({path: folder}, ROOT)).toMatchObject(sizes);
    const other = {num_attention_heads: 8, num_key_value_heads: 4, head_dim: 64};
    await writeFile(join(folder, 'config.json'), JSON.stringify(other));
    expect(await inspectModel({path: folder}, ROOT)).toMatchObject(sizes);
  } finally {
    await rm(folder, {recursive: true});
  }
});
