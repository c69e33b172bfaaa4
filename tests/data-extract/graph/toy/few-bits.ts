import {DataType} from '../../../../data-extract/graph/onnx.ts';
import type {Attend} from './attention.ts';
import type {ModelBuilder} from './build-model.ts';
import type {Embed} from './ends.ts';
import type {Linear} from './linears.ts';
import {SIZES} from './sizes.ts';

const {D, V} = SIZES;
const MS = 'com.microsoft';

/** Numbers as bytes around 128, with their scale. */
function asBytes(values: readonly number[]): {bytes: Uint8Array; scale: number} {
  const scale = Math.max(...values.map(Math.abs)) / 127;
  return {
    bytes: Uint8Array.from(values, value => Math.round(value / scale) + 128),
    scale,
  };
}

function taken(m: ModelBuilder, name: string, dims: number[]): number[] {
  const values = m.columns(name, dims);
  m.forget(name);
  return values;
}

const scaleOf = (m: ModelBuilder, name: string, value: number): string =>
  m.constant(`${name}_scale`, [], [value], DataType.float);
const zeroOf = (m: ModelBuilder, name: string): string =>
  m.raw(`${name}_zero_point`, [], DataType.uint8, Uint8Array.of(128));

/** A table of bytes, whose rows are made floats after they were looked up. */
export const embedBytes: Embed = m => {
  const {bytes, scale} = asBytes(taken(m, 'wte', [V, D]));
  const table = m.raw('wte_quantized', [V, D], DataType.uint8, bytes);
  const rows = m.node('Gather', [table, 'input_ids'], 'embed_quantized');
  return m.node(
    'DequantizeLinear',
    [rows, scaleOf(m, 'wte', scale), zeroOf(m, 'wte')],
    'embed',
  );
};

/** A table of bytes with a scale for every 16 of them, looked up by one operator. */
export const embedBlocks: Embed = m => {
  const values = taken(m, 'wte', [V, D]);
  const size = 16;
  const blocks = Array.from({length: (V * D) / size}, (_, block) =>
    asBytes(values.slice(block * size, (block + 1) * size)),
  );
  const bytes = Uint8Array.from(blocks.flatMap(block => [...block.bytes]));
  return m.node(
    'GatherBlockQuantized',
    [
      m.raw('wte_Q8', [V, D], DataType.uint8, bytes),
      'input_ids',
      m.constant(
        'wte_scales',
        [V, D / size],
        blocks.map(({scale}) => scale),
        DataType.float,
      ),
    ],
    'embed',
    {
      gather_axis: {i: 0},
      quantize_axis: {i: 1},
      block_size: {i: size},
      bits: {i: 8},
    },
    MS,
  );
};

/** What static quantisation writes: bytes in, bytes out, with scales that were measured. */
export const qLinearMatMul: Linear = (m, x, weight, dims) => {
  const {bytes, scale} = asBytes(taken(m, weight, dims));
  const own = [scaleOf(m, `${weight}_x`, 0.04), zeroOf(m, `${weight}_x`)];
  const made = [scaleOf(m, `${weight}_y`, 0.08), zeroOf(m, `${weight}_y`)];
  const product = m.node(
    'QLinearMatMul',
    [
      m.node('QuantizeLinear', [x, ...own], `${weight}_x`),
      ...own,
      m.raw(`${weight}_quantized`, dims, DataType.uint8, bytes),
      ...[scaleOf(m, weight, scale), zeroOf(m, weight)],
      ...made,
    ],
    `${weight}_integer`,
  );
  return m.node('DequantizeLinear', [product, ...made], `${weight}_out`);
};

/** The same on rows, with floats out. */
export const qGemm: Linear = (m, x, weight, dims) => {
  const {bytes, scale} = asBytes(taken(m, weight, dims));
  const own = [scaleOf(m, `${weight}_x`, 0.04), zeroOf(m, `${weight}_x`)];
  const rows = m.node(
    'Reshape',
    [x, m.constant(`${weight}_rows`, [2], [-1, dims[0]])],
    `${weight}_flat`,
  );
  const product = m.node(
    'QGemm',
    [
      m.node('QuantizeLinear', [rows, ...own], `${weight}_x`),
      ...own,
      m.raw(`${weight}_quantized`, dims, DataType.uint8, bytes),
      ...[scaleOf(m, weight, scale), zeroOf(m, weight)],
    ],
    `${weight}_product`,
    {},
    MS,
  );
  return m.node(
    'Reshape',
    [product, m.constant(`${weight}_text`, [3], [1, -1, dims[1]])],
    `${weight}_out`,
  );
};

/** Four bits a weight, that stand for normally distributed numbers. */
export const matMulBnb4: Linear = (m, x, weight, [inner, outer]) => {
  const size = 16;
  const values = taken(m, weight, [inner, outer]);
  const packed = Uint8Array.from({length: (inner * outer) / 2}, (_, i) =>
    Math.round((Math.abs(values[i]) * 510) % 255),
  );
  const largest = new Array<number>((inner * outer) / size).fill(0.5);
  return m.node(
    'MatMulBnb4',
    [
      x,
      m.raw(`${weight}_Bnb4`, [packed.length], DataType.uint8, packed),
      m.constant(`${weight}_absmax`, [largest.length], largest, DataType.float),
    ],
    `${weight}_out`,
    {K: {i: inner}, N: {i: outer}, block_size: {i: size}, quant_type: {i: 1}},
    MS,
  );
};

/** A value rounded to eight bits and made a float again, as static quantisation leaves it. */
const rounded = (m: ModelBuilder, x: string, scale: number): string => {
  const own = [scaleOf(m, `${x}_round`, scale), zeroOf(m, `${x}_round`)];
  const bytes = m.node('QuantizeLinear', [x, ...own], `${x}_bytes`);
  return m.node('DequantizeLinear', [bytes, ...own], `${x}_floats`);
};

/** Attention of one head whose products read and make rounded values. */
export const roundedProducts: Attend = (m, x, {linear, layer: l}) => {
  const [q, k, v] = ['q', 'k', 'v'].map(part => linear(m, x, `w${part}${l}`, [D, D]));
  const turned = m.node('Transpose', [rounded(m, k, 0.05)], `kt${l}`, {
    perm: {ints: [0, 2, 1]},
  });
  const product = m.node('MatMul', [rounded(m, q, 0.05), turned], `qk${l}`);
  const root = m.constant('root', [], [D ** -0.5], DataType.float);
  const scaled = m.node('Mul', [rounded(m, product, 0.3), root], `scaled${l}`);
  const p = m.node('Softmax', [scaled], `probabilities${l}`, {axis: {i: -1}});
  return m.node('MatMul', [rounded(m, p, 1 / 127), rounded(m, v, 0.05)], `z${l}`);
};
