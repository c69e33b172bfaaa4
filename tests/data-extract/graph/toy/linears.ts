import {DataType} from '../../../../data-extract/graph/onnx.ts';
import type {ModelBuilder} from './build-model.ts';

/** How a graph multiplies with a weight `[inner, outer]` of that name. */
export type Linear = (
  m: ModelBuilder,
  x: string,
  weight: string,
  dims: [number, number],
) => string;

const MS = 'com.microsoft';

export const matMul: Linear = (m, x, weight, dims) =>
  m.node('MatMul', [x, m.weight(weight, dims)], `${weight}_out`);

/** A weight as bytes around 128, with its scale. */
function quantised(
  m: ModelBuilder,
  weight: string,
  dims: [number, number],
): {bytes: string; scale: string; zero: string} {
  const values = m.columns(weight, dims);
  m.forget(weight);
  const scale = Math.max(...values.map(Math.abs)) / 127;
  const bytes = Uint8Array.from(values, value => Math.round(value / scale) + 128);
  return {
    bytes: m.raw(`${weight}_quantized`, dims, DataType.uint8, bytes),
    scale: m.constant(`${weight}_scale`, [], [scale], DataType.float),
    zero: m.raw(`${weight}_zero_point`, [], DataType.uint8, Uint8Array.of(128)),
  };
}

/** As onnxruntime's dynamic quantisation writes it. */
export const matMulInteger: Linear = (m, x, weight, dims) => {
  const {bytes, scale, zero} = quantised(m, weight, dims);
  const [own, ownScale, ownZero] = m.nodeWith(
    'DynamicQuantizeLinear',
    [x],
    ['quantized', 'scale', 'zero_point'].map(part => `${weight}_x_${part}`),
  );
  const product = m.node(
    'MatMulInteger',
    [own, bytes, ownZero, zero],
    `${weight}_integer`,
  );
  const cast = m.node('Cast', [product], `${weight}_cast`, {to: {i: DataType.float}});
  const both = m.node('Mul', [ownScale, scale], `${weight}_scales`);
  return m.node('Mul', [cast, both], `${weight}_out`);
};

/** The same after onnxruntime's optimizer. */
export const dynamicQuantizeMatMul: Linear = (m, x, weight, dims) => {
  const {bytes, scale, zero} = quantised(m, weight, dims);
  return m.node(
    'DynamicQuantizeMatMul',
    [x, bytes, scale, zero],
    `${weight}_out`,
    {},
    MS,
  );
};

/** Weights that are turned into floats where they are used. */
export const dequantizeLinear: Linear = (m, x, weight, dims) => {
  const {bytes, scale, zero} = quantised(m, weight, dims);
  const floats = m.node('DequantizeLinear', [bytes, scale, zero], `${weight}_floats`);
  return m.node('MatMul', [x, floats], `${weight}_out`);
};

/** Four bits a weight, in blocks with a scale each. */
export const matMulNBits: Linear = (m, x, weight, [inner, outer]) => {
  const values = m.columns(weight, [inner, outer]);
  m.forget(weight);
  const size = 16;
  const blocks = Math.ceil(inner / size);
  const bytes = new Uint8Array((outer * blocks * size) / 2);
  const scales = new Float32Array(outer * blocks);
  for (let column = 0; column < outer; column++) {
    for (let block = 0; block < blocks; block++) {
      const at = (i: number): number => {
        const row = block * size + i;
        return row < inner ? values[row * outer + column] : 0;
      };
      const all = Array.from({length: size}, (_, i) => at(i));
      const scale = Math.max(...all.map(Math.abs)) / 7 || 1;
      scales[column * blocks + block] = scale;
      all.forEach((value, i) => {
        const nibble = Math.round(value / scale) + 8;
        const byte = ((column * blocks + block) * size) / 2 + (i >> 1);
        bytes[byte] |= i % 2 === 0 ? nibble : nibble << 4;
      });
    }
  }
  return m.node(
    'MatMulNBits',
    [
      x,
      m.raw(`${weight}_Q4`, [outer, blocks, size / 2], DataType.uint8, bytes),
      m.constant(`${weight}_scales`, [outer * blocks], [...scales], DataType.float),
    ],
    `${weight}_out`,
    {K: {i: inner}, N: {i: outer}, bits: {i: 4}, block_size: {i: size}},
    MS,
  );
};
