import type {OnnxNode} from './onnx.ts';

/** Operators that multiply matrices: their first two inputs are the factors. */
const PRODUCTS = new Set([
  'MatMul',
  'FusedMatMul',
  'TransposeMatMul',
  'Gemm',
  'FusedGemm',
  'Einsum',
  'MatMulInteger',
  'MatMulIntegerToFloat',
  'QLinearMatMul',
  'QGemm',
  'DynamicQuantizeMatMul',
  'MatMulNBits',
  'MatMulBnb4',
  'MatMulFpQ4',
]);

/** Products with packed or quantised weights. */
const QUANTISED = new Set([
  'MatMulInteger',
  'MatMulIntegerToFloat',
  'QLinearMatMul',
  'QGemm',
  'DynamicQuantizeMatMul',
  'MatMulNBits',
  'MatMulBnb4',
  'MatMulFpQ4',
]);

/** Where the second factor stands, for products that have scales and zero points between. */
const SECOND_FACTOR: Readonly<Record<string, number>> = {QLinearMatMul: 3, QGemm: 3};

/** The two factors of a product. */
export const factors = ({op, inputs}: OnnxNode): [string, string] => [
  inputs[0] ?? '',
  inputs[SECOND_FACTOR[op] ?? 1] ?? '',
];

/** Fused attention, with the domain that it belongs to. */
const ATTENTION = new Set([
  'com.microsoft.Attention',
  'com.microsoft.MultiHeadAttention',
  'com.microsoft.GroupQueryAttention',
  'com.microsoft.DecoderMaskedMultiHeadAttention',
  'com.microsoft.DecoderMaskedSelfAttention',
  'com.microsoft.QAttention',
  'com.microsoft.PackedAttention',
  'com.microsoft.PackedMultiHeadAttention',
  'com.microsoft.PagedAttention',
  'com.microsoft.SparseAttention',
  'com.microsoft.LongformerAttention',
  'com.microsoft.DecoderAttention',
  'Attention',
]);

const EXPERTS = new Set([
  'com.microsoft.MoE',
  'com.microsoft.QMoE',
  'com.microsoft.ShardedMoE',
]);

/** Operators that tell about sizes, not about values. */
const SIZES = new Set(['Shape', 'Size']);

/** An operator with its domain, as messages and tables name it. */
export const operatorOf = ({op, domain}: OnnxNode): string =>
  domain === '' ? op : `${domain}.${op}`;

/** Whether a node multiplies matrices. */
export const isProduct = ({op}: OnnxNode): boolean => PRODUCTS.has(op);

/** Whether a node multiplies with weights of few bits. */
export const isQuantised = ({op}: OnnxNode): boolean => QUANTISED.has(op);

const FEW_BITS = new Set([
  'DequantizeLinear',
  'QuantizeLinear',
  'DynamicQuantizeLinear',
  'QAttention',
  'QMoE',
  'GatherBlockQuantized',
]);

/** Whether a node computes with numbers of few bits, or turns them into others. */
export const hasFewBits = (node: OnnxNode): boolean =>
  isQuantised(node) || FEW_BITS.has(node.op);

/** Whether a node is a whole attention. */
export const isAttentionOp = (node: OnnxNode): boolean => ATTENTION.has(operatorOf(node));

/** Whether a node is a whole layer of experts. */
export const isExpertsOp = (node: OnnxNode): boolean => EXPERTS.has(operatorOf(node));

/** Whether a node tells about the size of its input alone. */
export const isSize = ({op}: OnnxNode): boolean => SIZES.has(op);
