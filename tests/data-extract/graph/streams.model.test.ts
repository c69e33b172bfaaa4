import {expect, test} from 'vitest';

import {residMid, residPost, residPre} from '../../../data-extract/graph/model-map.ts';
import {DataType} from '../../../data-extract/graph/onnx.ts';
import {written} from './toy/attention.ts';
import {layerNorm, relu} from './toy/blocks.ts';
import {ModelBuilder} from './toy/build-model.ts';
import {matMul} from './toy/linears.ts';
import {runToy} from './toy/run-toy.ts';
import {SIZES} from './toy/sizes.ts';
import type {ToyFiles} from './toy/toy-model.ts';

const {D, V, LAYERS} = SIZES;
/** Width of the stream around blocks that work on fewer numbers. */
const OUTER = 2 * D;

/** A model of some blocks between a table and a head. */
function modelOf(
  width: number,
  block: (m: ModelBuilder, x: string, layer: number) => string,
): ToyFiles {
  const m = new ModelBuilder();
  let x = m.node('Gather', [m.weight('wte', [V, width]), 'input_ids'], 'embed');
  for (let layer = 0; layer < LAYERS; layer++) x = block(m, x, layer);
  m.node('MatMul', [x, m.weight('wu', [width, V])], 'logits');
  return m.build([['input_ids', DataType.int64, ['b', 's']]], ['logits']);
}

const outerNorm = (m: ModelBuilder, x: string, name: string): string =>
  m.node(
    'LayerNormalization',
    [x, m.weight(`${name}.weight`, [OUTER], 1), m.weight(`${name}.bias`, [OUTER])],
    name,
    {axis: {i: -1}, epsilon: {f: 1e-5}},
  );

test('a block behind a bottleneck adds all it makes to the wide stream at once', async () => {
  const files = modelOf(OUTER, (m, x, l) => {
    const narrow = matMul(m, x, `narrow${l}`, [OUTER, D]);
    const own = layerNorm(m, narrow, `ln_in${l}`);
    const z = written()(m, own, {linear: matMul, layer: l});
    const mid = m.node('Add', [own, matMul(m, z, `wo${l}`, [D, D])], `mid${l}`);
    const normed = layerNorm(m, mid, `ln1_${l}`);
    const inner = m.node('Add', [normed, relu(m, normed, matMul, l)], `inner${l}`);
    const out = layerNorm(m, inner, `ln2_${l}`);
    const wide = matMul(m, out, `wide${l}`, [D, OUTER]);
    return outerNorm(m, m.node('Add', [x, wide], `post${l}`), `ln_out${l}`);
  });
  const {stage, checks} = await runToy(files, true);
  const {blocks, attention, loose} = stage.map;
  expect(blocks.map(residPre)).toEqual(['embed', 'ln_out0']);
  expect(blocks.map(residPost)).toEqual(['post0', 'post1']);
  expect(attention.map(({layer, node}) => [layer, node])).toEqual([
    [0, 'probabilities0'],
    [1, 'probabilities1'],
  ]);
  expect(loose).toEqual([]);
  expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
});

test('layers that share weights and names are numbered as they run', async () => {
  const files = modelOf(D, (m, x, run) => {
    // Weights and names of nodes are those of layer 0, as an exporter repeats them.
    const shared = (
      _: ModelBuilder,
      input: string,
      weight: string,
      dims: [number, number],
    ) =>
      m.node(
        'MatMul',
        [input, m.weight(`layers.0.${weight.replace(/\d+$/, '')}`, dims)],
        `layers.0/${weight}_${run}`,
      );
    const z = written()(m, x, {linear: shared, layer: run});
    const sum = m.node('Add', [x, shared(m, z, 'wo', [D, D])], `mid${run}`);
    const mid = layerNorm(m, sum, `ln1_${run}`);
    const post = m.node('Add', [mid, relu(m, mid, shared, run)], `post${run}`);
    return layerNorm(m, post, `ln2_${run}`);
  });
  const {stage, run, checks} = await runToy(files, true);
  const {blocks, attention} = stage.map;
  expect(blocks.map(({layer}) => layer)).toEqual([0, 1]);
  expect(blocks.map(residMid)).toEqual(['mid0', 'mid1']);
  const [first, second] = attention.map(({pattern}) => run.values.get(pattern)?.data);
  expect(first).not.toEqual(second);
  expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
});

test('a sum of three is two additions', async () => {
  const files = modelOf(D, (m, x, l) => {
    const n = layerNorm(m, x, `ln1_${l}`);
    const z = written()(m, n, {linear: matMul, layer: l});
    const out = matMul(m, z, `wo${l}`, [D, D]);
    return m.node('Sum', [out, relu(m, n, matMul, l), x], `post${l}`);
  });
  const {stage, checks} = await runToy(files, true);
  expect(stage.map.blocks.map(residPost)).toEqual(['post0', 'post1']);
  expect(stage.map.unrecognised).toEqual([]);
  expect(stage.map.blocks.every(({mlp}) => mlp !== null)).toBe(true);
  expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
});

test('an attention whose values are not found is checked as far as it can be read', async () => {
  const files = modelOf(D, (m, x, l) => {
    const [q, k] = ['q', 'k'].map(part => matMul(m, x, `w${part}${l}`, [D, D]));
    const turned = m.node('Transpose', [k], `kt${l}`, {perm: {ints: [0, 2, 1]}});
    const scores = m.node('MatMul', [q, turned], `qk${l}`);
    const p = m.node('Softmax', [scores], `shares${l}`, {axis: {i: -1}});
    const most = m.node('ReduceMax', [p], `most${l}`, {
      axes: {ints: [-1]},
      keepdims: {i: 1},
    });
    return m.node('Mul', [x, most], `post${l}`);
  });
  const {stage, run, checks} = await runToy(files, false);
  expect(stage.map.attention).toEqual([]);
  expect(stage.map.loose.map(({pattern}) => pattern)).toEqual(['shares0', 'shares1']);
  expect(run.values.get('shares0')?.shape).toEqual([1, 8, 8]);
  expect(checks.map(({name}) => name)).toContain('softmax(scores) = pattern');
  expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
});
