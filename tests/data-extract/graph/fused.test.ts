import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {DataType} from '../../../data-extract/graph/onnx.ts';
import {openStage} from '../../../data-extract/run/open-stage.ts';
import {runStage} from '../../../data-extract/run/run-stage.ts';
import type {StageOutcome} from '../../../data-extract/run/run-stage.ts';
import {patternOf} from '../../../data-extract/run/stage-run.ts';
import {difference} from '../capture-for-test.ts';
import {ModelBuilder} from './build-model.ts';

const [D, H, SIZE, V] = [32, 2, 16, 11];
const MS = 'com.microsoft';
type Attend = (m: ModelBuilder, x: string, l: number) => string;

/** Two pre-norm blocks with the attention given, shared weights, a plain feed-forward layer. */
function model(attend: Attend, skip = false): ModelBuilder {
  const m = new ModelBuilder();
  let x = m.node('Gather', [m.weight('wte', [V, D]), 'input_ids'], 'embed');
  for (let l = 0; l < 2; l++) {
    const [g, b] = [m.weight(`g${l}`, [D], 1), m.weight(`b${l}`, [D])];
    const n = m.node('LayerNormalization', [x, g, b], `ln1_${l}`, {axis: {i: -1}});
    const z = attend(m, n, l);
    const o = m.node('MatMul', [z, m.weight(`wo${l}`, [D, D])], `o${l}`);
    const [g2, b2] = [m.weight(`g2${l}`, [D], 1), m.weight(`b2${l}`, [D])];
    let mid: string;
    let n2: string;
    if (skip) {
      [n2, , , mid] = m.nodeWith(
        'SkipLayerNormalization',
        [x, o, g2, b2],
        [`ln2_${l}`, '', '', `mid${l}`],
        {},
        MS,
      );
    } else {
      mid = m.node('Add', [x, o], `mid${l}`);
      n2 = m.node('LayerNormalization', [mid, g2, b2], `ln2_${l}`, {axis: {i: -1}});
    }
    const up = m.node('MatMul', [n2, m.weight(`w1${l}`, [D, 40])], `up${l}`);
    const act = m.node('Relu', [up], `act${l}`);
    x = m.node(
      'Add',
      [mid, m.node('MatMul', [act, m.weight(`w2${l}`, [40, D])], `down${l}`)],
      `post${l}`,
    );
  }
  const n = m.node(
    'LayerNormalization',
    [x, m.weight('gf', [D], 1), m.weight('bf', [D])],
    'lnf',
    {axis: {i: -1}},
  );
  m.node('MatMul', [n, m.weight('wu', [D, V])], 'logits');
  return m;
}

const qkv = (m: ModelBuilder, x: string, l: number): string[] =>
  ['q', 'k', 'v'].map(p =>
    m.node('MatMul', [x, m.weight(`w${p}${l}`, [D, D])], `${p}${l}`),
  );

const unfused: Attend = (m, x, l) => {
  const shape = m.constant('split', [4], [0, 0, H, SIZE]);
  const heads = qkv(m, x, l).map(t =>
    m.node('Transpose', [m.node('Reshape', [t, shape], `${t}r`)], `${t}t`, {
      perm: {ints: [0, 2, 1, 3]},
    }),
  );
  const kt = m.node('Transpose', [heads[1]], `kt${l}`, {perm: {ints: [0, 1, 3, 2]}});
  const qk = m.node('MatMul', [heads[0], kt], `qk${l}`);
  const scaled = m.node(
    'Mul',
    [qk, m.constant('scale', [], [SIZE ** -0.5], DataType.float)],
    `scaled${l}`,
  );
  const range = Array.from({length: 64}, (_, i) =>
    i % 8 > Math.floor(i / 8) ? -10000 : 0,
  );
  const masked = m.node(
    'Add',
    [scaled, m.constant('mask', [1, 1, 8, 8], range, DataType.float)],
    `masked${l}`,
  );
  const p = m.node('Softmax', [masked], `p${l}`, {axis: {i: -1}});
  const z = m.node('Transpose', [m.node('MatMul', [p, heads[2]], `z${l}`)], `zt${l}`, {
    perm: {ints: [0, 2, 1, 3]},
  });
  return m.node('Reshape', [z, m.constant('join', [3], [0, 0, D])], `zr${l}`);
};

const multiHead: Attend = (m, x, l) =>
  m.node(
    'MultiHeadAttention',
    qkv(m, x, l),
    `mha${l}`,
    {num_heads: {i: H}, unidirectional: {i: 1}},
    MS,
  );

const groupQuery: Attend = (m, x, l) => {
  const [q, k, v] = qkv(m, x, l);
  const last = m.constant('seqlens', [1], [7], DataType.int64);
  const seqlens =
    l === 0
      ? m.node('Cast', [last], 'seqlens32', {to: {i: DataType.int32}})
      : 'seqlens32';
  const all = m.constant('total', [], [8], DataType.int64);
  const total =
    l === 0 ? m.node('Cast', [all], 'total32', {to: {i: DataType.int32}}) : 'total32';
  return m.nodeWith(
    'GroupQueryAttention',
    [q, k, v, `past_key_values.${l}.key`, `past_key_values.${l}.value`, seqlens, total],
    [`gqa${l}`, `present.${l}.key`, `present.${l}.value`],
    {num_heads: {i: H}, kv_num_heads: {i: H}},
    MS,
  )[0];
};

const packed: Attend = (m, x, l) => {
  const all = ['q', 'k', 'v'].map(p => new ModelBuilder().columns(`w${p}${l}`, [D, D]));
  const values = Array.from({length: D}, (_, r) =>
    all.flatMap(c => c.slice(r * D, (r + 1) * D)),
  ).flat();
  const weights = m.constant(`wp${l}`, [D, 3 * D], values, DataType.float);
  const bias = m.constant(
    'zeros',
    [3 * D],
    Array.from({length: 3 * D}, () => 0),
    DataType.float,
  );
  return m.node(
    'Attention',
    [x, weights, bias],
    `att${l}`,
    {num_heads: {i: H}, unidirectional: {i: 1}},
    MS,
  );
};

const onnx: Attend = (m, x, l) =>
  m.node('Attention', qkv(m, x, l), `att${l}`, {
    q_num_heads: {i: H},
    kv_num_heads: {i: H},
    is_causal: {i: 1},
  });

async function run(
  attend: Attend,
  {skip = false, opset = 17, past = false} = {},
): Promise<StageOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'fused-'));
  try {
    const path = join(folder, 'model.onnx');
    const pasts = [0, 1].flatMap(l =>
      ['key', 'value'].map(
        p =>
          [`past_key_values.${l}.${p}`, DataType.float, ['b', H, 'past', SIZE]] as [
            string,
            number,
            (number | string)[],
          ],
      ),
    );
    const outs = [0, 1].flatMap(l => ['key', 'value'].map(p => `present.${l}.${p}`));
    const bytes = model(attend, skip).build(
      [['input_ids', DataType.int64, ['b', 's']], ...(past ? pasts : [])],
      ['logits', ...(past ? outs : [])],
      opset,
    );
    await writeFile(path, bytes);
    const stage = openStage(path, {withPast: false, body: 'decoder'});
    expect(stage.map.unrecognised).toEqual([]);
    const tokens = [1, 5, 3, 7, 2, 9, 10, 4].map(id => ({
      id,
      text: '',
      bytes: '',
      start: 0,
      end: 0,
      special: false,
    }));
    return await runStage({
      stage,
      withPast: null,
      input: {ids: [tokens.map(({id}) => id)]},
      probes: [],
      device: 'cpu',
      outputs: ['logits', ...stage.map.attention.map(({pattern}) => pattern)],
      context: {
        stack: 'only',
        map: stage.map,
        causal: !past,
        tokens,
        crossTokens: [],
        piece: () => ({text: '', bytes: '', special: false}),
        idsOf: () => [],
      },
    });
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

test.each<[string, Attend, Parameters<typeof run>[1]]>([
  ['unfused', unfused, {}],
  ['unfused with SkipLayerNormalization', unfused, {skip: true}],
  ['MultiHeadAttention', multiHead, {}],
  ['GroupQueryAttention', groupQuery, {past: true}],
  ['com.microsoft.Attention', packed, {}],
  ['Attention of operator set 23', onnx, {opset: 23}],
])(
  '%s gives the patterns that the written-out graph gives',
  async (_, attend, options) => {
    const [fused, plain] = [await run(attend, options), await run(unfused)];
    expect(fused.run.map.attention).toHaveLength(2);
    fused.run.map.attention.forEach((site, i) => {
      const own = patternOf(fused.run, site.pattern).data;
      expect(
        difference(own, patternOf(plain.run, plain.run.map.attention[i].pattern).data),
      ).toBeLessThan(1e-5);
    });
    expect(fused.checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
  },
);
