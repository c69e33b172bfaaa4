import {describe, expect, test} from 'vitest';

import {patternOf, valueOf} from '../../../data-extract/run/stage-run.ts';
import {difference} from '../capture-for-test.ts';
import {
  groupQuery,
  multiHead,
  multiHeadBothWays,
  onnxAttention,
  packedAttention,
  written,
} from './toy/attention.ts';
import * as blocks from './toy/blocks.ts';
import * as linears from './toy/linears.ts';
import {plainLogits, runToy} from './toy/run-toy.ts';
import {SIZES} from './toy/sizes.ts';
import {OWN_HEADS, toyModel} from './toy/toy-model.ts';
import type {Style} from './toy/toy-model.ts';

const STYLES: Record<string, Style> = {
  'scores multiplied': {},
  'scores divided': {attend: written({scale: 'div'})},
  'queries and keys scaled each': {attend: written({scale: 'split'})},
  'mask by Where': {attend: written({mask: 'where'})},
  'no mask': {attend: written({mask: 'none'})},
  'a sink': {attend: written({sink: true})},
  'a soft cap': {attend: written({softcap: true})},
  'a guard against NaN': {attend: written({guard: true, mask: 'where'})},
  'casts around the softmax': {attend: written({casts: true})},
  'keys and values repeated': {attend: written({repeat: true})},
  'all at once': {
    attend: written({sink: true, softcap: true, guard: true, casts: true, repeat: true}),
  },
  MultiHeadAttention: {attend: multiHead},
  'MultiHeadAttention without mask': {attend: multiHeadBothWays},
  GroupQueryAttention: {attend: groupQuery(), past: OWN_HEADS},
  'GroupQueryAttention, packed': {attend: groupQuery({packed: true}), past: OWN_HEADS},
  'GroupQueryAttention, shared keys': {attend: groupQuery({keyHeads: 1}), past: 1},
  'com.microsoft.Attention': {attend: packedAttention},
  'Attention of operator set 23': {attend: onnxAttention, opset: 23},
  'norms before, written out': {norm: blocks.writtenLayerNorm},
  'RMSNorm in one node': {norm: blocks.rmsNorm},
  'RMSNorm written out': {norm: blocks.writtenRmsNorm},
  'norms after': {order: 'post'},
  'norms after, written out': {order: 'post', norm: blocks.writtenLayerNorm},
  'parallel layers': {order: 'parallel'},
  'norm fused with the addition': {order: 'skip'},
  'GELU by erf': {mlp: blocks.geluErf},
  'GELU by tanh': {mlp: blocks.geluTanh},
  FastGelu: {mlp: blocks.fastGelu},
  QuickGelu: {mlp: blocks.quickGelu},
  SwiGLU: {mlp: blocks.gated, norm: blocks.writtenRmsNorm},
  'GroupQueryAttention, rotary': {attend: groupQuery({rotary: true}), past: OWN_HEADS},
  'experts in one node': {mlp: blocks.experts},
  'tied head': {tied: true},
  'floats of 16 bits': {half: true},
  'floats of 16 bits, softmax in 32': {half: true, attend: written({casts: true})},
  'weights in another file': {external: 'weights.bin'},
  'branches of an If': {branch: true},
  MatMulInteger: {linear: linears.matMulInteger},
  DynamicQuantizeMatMul: {linear: linears.dynamicQuantizeMatMul},
  DequantizeLinear: {linear: linears.dequantizeLinear},
  MatMulNBits: {linear: linears.matMulNBits},
};
const BOTH_WAYS = ['no mask', 'MultiHeadAttention without mask'];

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
      if (style.mlp === blocks.experts) expect(block.experts?.topK).toBe(2);
      else expect(block.mlp?.activation).toBe(activationOf(style));
      expect(block.norms).toHaveLength(style.order === 'parallel' ? 1 : 2);
    }
    expect(map.head).not.toBeNull();
    expect(map.embedding).not.toBeNull();
    expect(checks.length).toBeGreaterThan(5);
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
  ]);
  return names.get(mlp) ?? '';
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
  ['weights in another file', 'scores multiplied'],
  ['branches of an If', 'scores multiplied'],
  ['norms before, written out', 'scores multiplied'],
  ['norm fused with the addition', 'scores multiplied'],
  ['norms after, written out', 'norms after'],
  ['RMSNorm in one node', 'RMSNorm written out'],
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
