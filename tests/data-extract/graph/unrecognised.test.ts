import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {DataType} from '../../../data-extract/graph/onnx.ts';
import {inspectModel} from '../../../data-extract/inspect.ts';
import {openStage} from '../../../data-extract/run/open-stage.ts';
import type {Stage} from '../../../data-extract/run/open-stage.ts';
import type {Attend} from './toy/attention.ts';
import {decoderMasked, multiHeadWith} from './toy/fused.ts';
import {fusedMatMul} from './toy/layouts.ts';
import {runToy} from './toy/run-toy.ts';
import {SIZES} from './toy/sizes.ts';
import {OWN_HEADS, toyModel} from './toy/toy-model.ts';
import type {Style} from './toy/toy-model.ts';

const {D, H} = SIZES;
const MS = 'com.microsoft';

/** Read a toy model without running it. */
async function read(style: Style): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'toy-'));
  try {
    await writeFile(join(folder, 'model.onnx'), toyModel(style).model);
    return openStage(join(folder, 'model.onnx'), {withPast: false, body: 'decoder'});
  } finally {
    await rm(folder, {recursive: true});
  }
}

describe('what the CPU has no kernel for is found all the same', () => {
  test.each<[string, Style]>([
    ['BiasSoftmax', {attend: fusedMatMul({biasSoftmax: true})}],
    ['MultiHeadAttention of packed parts', {attend: multiHeadWith('packed')}],
  ])('%s', async (_, style) => {
    const {map} = await read(style);
    expect(map.unrecognised).toEqual([]);
    expect(map.attention.map(({layer}) => layer)).toEqual([0, 1]);
  });

  test('running it is an error that names the operator and the remedy', async () => {
    const biased = runToy(toyModel({attend: fusedMatMul({biasSoftmax: true})}), true);
    await expect(biased).rejects.toMatchObject({
      code: 'model-operator',
      message: expect.stringContaining('BiasSoftmax') as string,
      remedy: expect.stringContaining('--device') as string,
    });
    const packed = runToy(toyModel({attend: multiHeadWith('packed')}), true);
    await expect(packed).rejects.toMatchObject({
      code: 'model-run',
      message: expect.stringContaining('not implemented for CPU') as string,
    });
  });
});

test('an attention that writes into the cache it reads is found, and not run', async () => {
  const style = {attend: decoderMasked, past: OWN_HEADS};
  const {map} = await read(style);
  expect(map.unrecognised).toEqual([]);
  const form = `${MS}.DecoderMaskedMultiHeadAttention`;
  expect(map.attention.map(site => site.form)).toEqual([form, form]);
  await expect(runToy(toyModel(style), true, {ids: [3]})).rejects.toThrow(
    /DecoderMaskedMultiHeadAttention "dmmha0" writes into the cache that it reads/,
  );
});

/** One operator that a text cannot be looked into. */
const operator =
  (
    op: string,
    attributes: Parameters<typeof Object.assign>[0] = {},
    domain = MS,
  ): Attend =>
  (m, x, {layer: l}) => {
    const weight = m.weight(`wqkv${l}`, [D, 3 * D]);
    const bias = m.weight(`bqkv${l}`, [3 * D]);
    return m.node(
      op,
      [x, weight, bias],
      `model.layers.${l}.attn`,
      {
        num_heads: {i: H},
        ...attributes,
      },
      domain,
    );
  };

/** Scores that are turned into shares without a Softmax, and a Softmax that goes nowhere. */
const handMade: Attend = (m, x, {linear, layer: l}) => {
  const [q, k, v] = ['q', 'k', 'v'].map(p => linear(m, x, `w${p}${l}`, [D, D]));
  const turned = m.node('Transpose', [k], `kt${l}`, {perm: {ints: [0, 2, 1]}});
  const e = m.node('Exp', [m.node('MatMul', [q, turned], `qk${l}`)], `exp${l}`);
  const total = m.node('ReduceSum', [e, m.constant('last', [1], [-1])], `sum${l}`);
  return m.node('MatMul', [m.node('Div', [e, total], `share${l}`), v], `z${l}`);
};

const withoutValues: Attend = (m, x, {linear, layer: l}) => {
  const [q, k] = ['q', 'k'].map(p => linear(m, x, `w${p}${l}`, [D, D]));
  const turned = m.node('Transpose', [k], `kt${l}`, {perm: {ints: [0, 2, 1]}});
  const s = m.node('MatMul', [q, turned], `qk${l}`);
  const p = m.node('Softmax', [s], `/model/layers.${l}/attn/Softmax`, {axis: {i: -1}});
  const mean = m.node('ReduceMean', [p], `mean${l}`, {
    axes: {ints: [-1]},
    keepdims: {i: 1},
  });
  return m.node('Mul', [q, mean], `scaled${l}`);
};

const convolution: Attend = (m, x, {linear, layer: l}) => {
  const own = linear(m, x, `wv${l}`, [D, D]);
  const turned = m.node('Transpose', [own], `t${l}`, {perm: {ints: [0, 2, 1]}});
  const mixed = m.node(
    'Conv',
    [turned, m.weight(`conv${l}`, [D, 1, 3])],
    `conv_out${l}`,
    {
      group: {i: D},
      pads: {ints: [2, 0]},
    },
  );
  return m.node('Transpose', [mixed], `back${l}`, {perm: {ints: [0, 2, 1]}});
};

describe('what cannot be placed is reported with layer, node and reason', () => {
  test.each<[string, Style, RegExp[]]>([
    [
      'an operator without pattern',
      {attend: operator('LongformerAttention')},
      [
        /^layer 0: attention: com\.microsoft\.LongformerAttention "model\.layers\.0\.attn" looks at windows and tells no pattern; export the model with dense attention/,
        /^layer 1: attention:/,
      ],
    ],
    ...[
      'SparseAttention',
      'PagedAttention',
      'PackedAttention',
      'DecoderMaskedSelfAttention',
    ].map((op): [string, Style, RegExp[]] => [
      op,
      {attend: operator(op)},
      [new RegExp(`^layer 0: attention: .*${op} ".*" .*tells no pattern; (export|use)`)],
    ]),
    [
      'positions turned in inside the operator',
      {attend: operator('Attention', {do_rotary: {i: 1}})},
      [/^layer 0: attention: .* turns positions in by itself \(do_rotary\); export /],
    ],
    [
      'heads of different sizes',
      {attend: operator('Attention', {qkv_hidden_sizes: {ints: [D, D, 2 * D]}})},
      [/^layer 0: attention: .* has heads of different sizes/],
    ],
    [
      'a Softmax whose result is not multiplied with values',
      {attend: withoutValues},
      [
        /^layer 0: attention: Softmax "\/model\/layers\.0\/attn\/Softmax" has no value product$/,
        /^layer 1: attention:/,
      ],
    ],
    [
      'shares without a Softmax',
      {attend: handMade},
      [
        /^layer 0: branch: a branch of .*Exp.* is no attention and no feed-forward layer$/,
      ],
    ],
    [
      'a convolution in the place of attention',
      {attend: convolution},
      [/^layer 0: branch: a branch of .*Conv.* is no attention/],
    ],
  ])('%s', async (_, style, patterns) => {
    const {map} = await read(style);
    const said = map.unrecognised.map(({what, reason}) => `${what}: ${reason}`);
    for (const pattern of patterns) {
      expect(
        said.some(line => pattern.test(line)),
        said.join('\n'),
      ).toBe(true);
    }
    expect(map.attention).toEqual([]);
    // Feed-forward layers are found in spite of it.
    expect(map.blocks.filter(({mlp}) => mlp)).toHaveLength(SIZES.LAYERS);
  });
});

test('a softmax over products is attention, whatever becomes of it', async () => {
  const {map} = await read({attend: withoutValues});
  expect(map.loose.map(({number, node, form}) => [number, node, form])).toEqual([
    [0, '/model/layers.0/attn/Softmax', 'unfused'],
    [1, '/model/layers.1/attn/Softmax', 'unfused'],
  ]);
  expect(map.loose.map(({pattern}) => pattern)).toEqual(
    [0, 1].map(l => `/model/layers.${l}/attn/Softmax`),
  );
});

test('an operator without pattern is listed with its node and form', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'toy-'));
  try {
    const path = join(folder, 'model.onnx');
    await writeFile(path, toyModel({attend: operator('SparseAttention')}).model);
    const {attention} = await inspectModel({path}, folder);
    const common = {layer: null, name: null, role: 'self', form: `${MS}.SparseAttention`};
    expect(attention).toEqual(
      [0, 1].map(l => ({...common, node: `model.layers.${l}.attn`})),
    );
  } finally {
    await rm(folder, {recursive: true});
  }
});

test('a model without any residual stream is described as such', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'toy-'));
  try {
    const {ModelBuilder} = await import('./toy/build-model.ts');
    const m = new ModelBuilder();
    const x = m.node('Gather', [m.weight('wte', [11, D]), 'input_ids'], 'embed');
    m.node('MatMul', [x, m.weight('wu', [D, 11])], 'logits');
    const {model} = m.build([['input_ids', DataType.int64, ['b', 's']]], ['logits']);
    await writeFile(join(folder, 'model.onnx'), model);
    const found = await inspectModel({path: join(folder, 'model.onnx')}, folder);
    expect(found).toMatchObject({layers: 0, attention: [], vocab: 11});
  } finally {
    await rm(folder, {recursive: true});
  }
});
