import {describe, expect, test} from 'vitest';

import {residPost, residPre} from '../../../data-extract/graph/model-map.ts';
import {patternOf, valueOf} from '../../../data-extract/stage/stage-run.ts';
import {difference} from '../capture-for-test.ts';
import * as blocks from './toy/blocks.ts';
import * as ends from './toy/ends.ts';
import {embedBlocks, embedBytes} from './toy/few-bits.ts';
import {plainLogits, runToy} from './toy/run-toy.ts';
import {SIZES} from './toy/sizes.ts';
import {STYLES} from './toy/styles.ts';
import {toyModel} from './toy/toy-model.ts';
import type {Style} from './toy/toy-model.ts';

const BOTH_WAYS = ['no mask', 'MultiHeadAttention without mask'];

/** Embeddings that are no sum. */
const ONE_TERM = new Set([ends.embedScaled, embedBytes, embedBlocks]);

describe.each(Object.entries(STYLES))('%s', (name, style) => {
  const files = toyModel(style);

  test('is found whole, passes every check, and computes what it did', async () => {
    const {stage, run, checks} = await runToy(files, !BOTH_WAYS.includes(name));
    const {map} = stage;
    expect(map.unrecognised).toEqual([]);
    expect(map.attention.map(({layer}) => layer)).toEqual([0, 1]);
    expect(map.blocks).toHaveLength(SIZES.LAYERS);
    for (const block of map.blocks) {
      expect(block.attention?.output).not.toBeNull();
      if (style.routed) expect(block.experts).toMatchObject(style.routed);
      else expect(block.mlp?.activation).toBe(activationOf(style));
      expect(block.norms.map(norm => norm.name)).toEqual(normsOf(style));
    }
    expect(map.head).not.toBeNull();
    expect(map.finalNorm === null).toBe(style.order === 'post');
    if (style.order !== 'post') {
      const sums = map.blocks.map(residPost).slice(0, -1);
      expect(map.blocks.map(residPre).slice(1)).toEqual(sums);
    }
    expect(map.embedding).not.toBeNull();
    expect(checks.length).toBeGreaterThan(5);
    if (style.embed && !ONE_TERM.has(style.embed)) {
      expect(checks.map(check => check.name)).toContain('embed + pos_embed = resid_pre');
    }
    const tolerance = style.half ? 2e-2 : 1e-4;
    expect(checks.filter(({error}) => !(error < tolerance))).toEqual([]);
    const plain = await plainLogits(files, style.past ?? 0);
    expect(difference(valueOf(run, 'logits').data, plain)).toBeLessThan(
      // On the CPU, 16 bits are rounded where a value is read: half a unit at 1.
      style.half ? 2e-3 : 1e-6,
    );
  });
});

function activationOf({mlp = blocks.relu}: Style): string {
  const names = new Map([
    [blocks.relu, 'relu'],
    [blocks.gated, 'silu'],
    [blocks.quickGelu, 'quick_gelu'],
    [blocks.geluTanh, 'gelu_tanh'],
    [blocks.fastGelu, 'gelu_tanh'],
    [blocks.geluErf, 'gelu'],
    [blocks.gatedInOne, 'silu'],
    [blocks.gatedGelu, 'gelu_tanh'],
    [blocks.geluWithBiases, 'gelu'],
    [blocks.biasGelu, 'gelu'],
    [blocks.reluSquared, 'relu_squared'],
    [blocks.gemm, 'relu'],
  ]);
  return names.get(mlp) ?? '';
}

function normsOf({order}: Style): string[] {
  if (order === 'parallel' || order === 'parallel, one by one') return ['ln1'];
  if (order === 'inside') return ['ln1_post', 'ln2_post'];
  return order === 'sandwich' ? ['ln1', 'ln1_post', 'ln2', 'ln2_post'] : ['ln1', 'ln2'];
}

test.each([
  ['scores divided', 'scores multiplied'],
  ['queries and keys scaled each', 'scores multiplied'],
  ['mask by Where', 'scores multiplied'],
  ['a guard against NaN', 'scores multiplied'],
  ['casts around the softmax', 'scores multiplied'],
  ['MultiHeadAttention', 'scores multiplied'],
  ['MultiHeadAttention without mask', 'no mask'],
  ['GroupQueryAttention', 'scores multiplied'],
  ['GroupQueryAttention, packed', 'scores multiplied'],
  ['GroupQueryAttention, shared keys', 'keys and values repeated'],
  ['com.microsoft.Attention', 'scores multiplied'],
  ['Attention of operator set 23', 'scores multiplied'],
  ['one layer for all three, split', 'scores multiplied'],
  ['one layer for all three, per head', 'scores multiplied'],
  ['heads and batch on one axis', 'scores multiplied'],
  ['Einsum', 'scores multiplied'],
  ['FusedMatMul', 'scores multiplied'],
  ['positions by RotaryEmbedding', 'positions by halves'],
  ['positions by RotaryEmbedding of operator set 23', 'positions by halves'],
  ['GroupQueryAttention, rotary', 'positions by halves'],
  ['a cache', 'scores multiplied'],
  ['GroupQueryAttention, packed and rotary', 'GroupQueryAttention, rotary'],
  ['Attention of operator set 23, a cache', 'scores multiplied'],
  ['a cache of shared keys', 'GroupQueryAttention, shared keys'],
  ['MultiHeadAttention, bias', 'scores multiplied'],
  ['MultiHeadAttention, attention bias', 'scores multiplied'],
  ['MultiHeadAttention, padding mask', 'scores multiplied'],
  ['com.microsoft.Attention, mask', 'scores multiplied'],
  ['Attention of operator set 23, heads on an axis', 'scores multiplied'],
  ['Attention of operator set 23, mask', 'scores multiplied'],
  ['Attention of operator set 23, softcap', 'a soft cap'],
  ['Attention of operator set 23, shared keys', 'GroupQueryAttention, shared keys'],
  ['weights in another file', 'scores multiplied'],
  ['branches of an If', 'scores multiplied'],
  ['norms before, written out', 'scores multiplied'],
  ['norm fused with the addition', 'scores multiplied'],
  ['norms after, written out', 'norms after'],
  ['RMSNorm in one node', 'RMSNorm written out'],
  ['LayerNorm by TensorFlow', 'scores multiplied'],
  ['norms after, by TensorFlow', 'norms after'],
  ['the stream converted', 'RMSNorm written out'],
  ['the stream with two axes', 'scores multiplied'],
  ['parallel layers, added one by one', 'parallel layers'],
  ['FastGelu', 'GELU by tanh'],
])('%s gives the patterns of %s', async (one, other) => {
  const causal = !BOTH_WAYS.includes(one);
  const [a, b] = [
    await runToy(toyModel(STYLES[one]), causal),
    await runToy(toyModel(STYLES[other]), causal),
  ];
  a.run.map.attention.forEach(({pattern}, i) => {
    const theirs = patternOf(b.run, b.run.map.attention[i].pattern);
    expect(difference(patternOf(a.run, pattern).data, theirs.data)).toBeLessThan(1e-5);
  });
});
