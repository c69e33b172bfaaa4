import {describe, expect, test} from 'vitest';

import {describeModel} from '../../../data-extract/graph/describe-model.ts';
import {layerInName} from '../../../data-extract/graph/graph-index.ts';
import type {OnnxGraph, OnnxNode} from '../../../data-extract/graph/onnx.ts';

const node = (op: string, inputs: string[], output: string, name = ''): OnnxNode => ({
  name,
  op,
  domain: '',
  inputs,
  outputs: [output],
  attributes: new Map(),
});

const graphOf = (nodes: OnnxNode[], weights: string[]): OnnxGraph => ({
  nodes,
  initializers: new Map(
    weights.map(name => [
      name,
      {name, dims: [4, 4], dataType: 1, raw: null, external: null},
    ]),
  ),
  inputs: [{name: 'input_ids', elemType: 7, shape: [1, 'n']}],
  outputs: [{name: 'logits', elemType: 1, shape: []}],
});

/** One pre-norm block, with a scaled, masked attention. */
const block = [
  node('Gather', ['wte', 'input_ids'], 'x0'),
  node('LayerNormalization', ['x0', 'g1', 'b1'], 'n1'),
  node('MatMul', ['n1', 'wq'], 'q'),
  node('MatMul', ['n1', 'wk'], 'k'),
  node('MatMul', ['n1', 'wv'], 'v'),
  node('Transpose', ['k'], 'kt'),
  node('MatMul', ['q', 'kt'], 'qk'),
  node('Div', ['qk', 'sqrt'], 'scaled'),
  node('Add', ['scaled', 'mask'], 'masked'),
  node('Softmax', ['masked'], 'pattern', '/model/layers.7/attn/Softmax'),
  node('Cast', ['pattern'], 'cast'),
  node('MatMul', ['cast', 'v'], 'z'),
  node('Reshape', ['z', 'shape'], 'zr'),
  node('MatMul', ['zr', 'wo'], 'o'),
  node('Add', ['o', 'bo'], 'attn_out'),
  node('Add', ['x0', 'attn_out'], 'mid'),
  node('LayerNormalization', ['mid', 'g2', 'b2'], 'n2'),
  node('MatMul', ['n2', 'w1'], 'h'),
  node('Relu', ['h'], 'a'),
  node('MatMul', ['a', 'w2'], 'mlp_out'),
  node('Add', ['mid', 'mlp_out'], 'post'),
  node('LayerNormalization', ['post', 'gf', 'bf'], 'final'),
  node('MatMul', ['final', 'wu'], 'logits'),
];
const weights = [
  'wte',
  'wq',
  'wk',
  'wv',
  'wo',
  'bo',
  'w1',
  'w2',
  'wu',
  'sqrt',
  'mask',
  'shape',
];
const norms = ['g1', 'b1', 'g2', 'b2', 'gf', 'bf'];

describe('describeModel()', () => {
  const map = describeModel(graphOf(block, [...weights, ...norms]));

  test('finds attention by its structure and the layer by its name', () => {
    expect(map.attention).toEqual([
      {
        layer: 7,
        node: '/model/layers.7/attn/Softmax',
        pattern: 'pattern',
        maskedScores: 'masked',
        scores: 'qk',
        values: 'v',
        context: 'z',
      },
    ]);
  });

  test('follows the residual stream through both additions', () => {
    expect(map.residual).toEqual([
      {
        layer: 7,
        pre: 'x0',
        attentionOut: 'attn_out',
        mid: 'mid',
        mlpOut: 'mlp_out',
        post: 'post',
      },
    ]);
  });

  test('finds the head', () => {
    expect(map.head).toEqual({logits: 'logits', normalized: 'final', weight: 'wu'});
    expect(map.unrecognised).toEqual([]);
  });

  test('reports a softmax over scores that weighs no values', () => {
    const cut = block.map(entry =>
      entry.outputs[0] === 'z' ? node('Sigmoid', ['cast'], 'z') : entry,
    );
    expect(describeModel(graphOf(cut, [...weights, ...norms])).unrecognised).toEqual([
      {
        what: 'layer 7: attention',
        node: '/model/layers.7/attn/Softmax',
        reason: 'Softmax "/model/layers.7/attn/Softmax" has no value product',
      },
    ]);
  });

  test('does not take a softmax over a router for attention', () => {
    const router = [
      ...block,
      node('MatMul', ['n2', 'w1'], 'r'),
      node('Softmax', ['r'], 'rp'),
    ];
    expect(describeModel(graphOf(router, [...weights, ...norms])).attention).toHaveLength(
      1,
    );
  });
});

test.each([
  ['/model/layers.12/self_attn/Softmax', 12],
  ['/transformer/h.3/attn/Softmax', 3],
  ['/bert/encoder/layer.0/attention/self/Softmax', 0],
  ['/block.11/layer.0/SelfAttention/Softmax', 11],
  ['Softmax_175', null],
  ['/lm_head/MatMul', null],
])('the name %s speaks of layer %j', (name, layer) => {
  expect(layerInName(name)).toBe(layer);
});
