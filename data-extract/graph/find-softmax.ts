import {NO_SHADOW} from './attention-core.ts';
import type {AttentionCore, BareAttention, Unrecognised} from './attention-core.ts';
import {einsumAxes, HEADS_FIRST} from './axes.ts';
import type {Axes} from './axes.ts';
import {isMixing, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';
import {factors} from './ops.ts';
import {nodesBetween} from './paths.ts';
import {scaleOf} from './scale.ts';
import type {Scale} from './scale.ts';

const AFTER = new Set([
  'Cast',
  'CastLike',
  'Identity',
  'Dropout',
  'Reshape',
  'Unsqueeze',
  'Squeeze',
  'Mul',
  'Where',
  'Slice',
  'Transpose',
  'Add',
  'DynamicQuantizeLinear',
  'QuantizeLinear',
  'DequantizeLinear',
  'IsNaN',
  'Flatten',
  'Clip',
]);
const BEFORE = new Set([
  'Cast',
  'CastLike',
  'Add',
  'Sub',
  'Sum',
  'Mul',
  'Div',
  'Where',
  'Reshape',
  'Clip',
  'Min',
  'Max',
  'Tanh',
  'Concat',
  'Expand',
  'Identity',
  'Unsqueeze',
  'Squeeze',
  'Transpose',
  'Slice',
  'Flatten',
  'ScatterElements',
  'QuantizeLinear',
  'DequantizeLinear',
]);
const MASKS = new Set([
  'Add',
  'Sub',
  'Sum',
  'Where',
  'Concat',
  'Min',
  'Max',
  'ScatterElements',
]);
/** Steps from a softmax to its products; exporters need up to about ten. */
const FARTHEST = 32;

/**
 * Find attention by structure: a softmax whose input comes from a product of two things
 * that are computed (queries and keys) and whose output goes into another (with values).
 * A softmax without the first product is another's (a router's, a sampler's).
 */
export function findSoftmaxCores(index: GraphIndex): {
  cores: AttentionCore[];
  bare: BareAttention[];
  unrecognised: Unrecognised[];
} {
  const cores: AttentionCore[] = [];
  const bare: BareAttention[] = [];
  const unrecognised: Unrecognised[] = [];
  for (const softmax of index.nodes) {
    if (softmax.op !== 'Softmax') continue;
    const scoresProduct = backToProduct(index, softmax.inputs[0], 0);
    if (!scoresProduct) continue;
    const values = forwardToProduct(index, softmax.outputs[0]);
    const pattern = values?.pattern ?? softmax.outputs[0];
    const common = aroundSoftmax(index, softmax, scoresProduct, pattern);
    const core = values && coreOf(index, common, scoresProduct, values.product);
    if (core) {
      cores.push(core);
      continue;
    }
    bare.push({...common, factors: factors(scoresProduct)});
    const reason = values
      ? 'reads its products in an order that is not known'
      : 'has no value product';
    unrecognised.push({
      what: 'attention',
      node: softmax.name,
      reason: `${softmax.op} "${softmax.name}" ${reason}`,
    });
  }
  return {cores, bare, unrecognised};
}

/** What is known of an attention by its scores and its pattern alone. */
function aroundSoftmax(
  index: GraphIndex,
  softmax: OnnxNode,
  scoresProduct: OnnxNode,
  pattern: string,
): Omit<BareAttention, 'factors'> {
  const way = nodesBetween(index, scoresProduct.outputs[0], softmax.inputs[0]);
  return {
    node: softmax,
    pattern,
    softmax: {input: softmax.inputs[0], output: softmax.outputs[0]},
    scores: beforeMask(index, scoresProduct.outputs[0], way),
    inside: [...way, softmax, ...nodesBetween(index, softmax.outputs[0], pattern)],
    softcap: way.some(({op}) => op === 'Tanh'),
    sink: way.some(({op}) => op === 'Concat'),
  };
}

function coreOf(
  index: GraphIndex,
  common: Omit<BareAttention, 'factors'>,
  scoresProduct: OnnxNode,
  valuesProduct: OnnxNode,
): AttentionCore | null {
  const [queries, keys] = factors(scoresProduct);
  const before = productAxes(scoresProduct, 'scores');
  const after = productAxes(valuesProduct, 'values');
  if (!before || !after) return null;
  return {
    ...common,
    form: 'unfused',
    last: valuesProduct,
    query: {tensor: queries, axes: before.first},
    key: {tensor: keys, axes: before.second},
    value: {tensor: factors(valuesProduct)[1], axes: after.second},
    context: {tensor: dequantised(index, valuesProduct), axes: after.result},
    causal: null,
    rotated: null,
    shadow: NO_SHADOW,
    identity: null,
  };
}

function productAxes(
  {op, attributes}: OnnxNode,
  kind: 'scores' | 'values',
): {first: Axes; second: Axes; result: Axes} | null {
  if (op === 'Einsum') return einsumAxes(attributes.get('equation')?.s ?? '', kind);
  const transposed = (attributes.get('transB')?.i ?? 0) === 1;
  const second = (kind === 'scores') === transposed ? HEADS_FIRST : 'bhds';
  return {first: HEADS_FIRST, second, result: HEADS_FIRST};
}

/** The last tensor on the way from the product that no mask has touched. */
function beforeMask(
  index: GraphIndex,
  product: string,
  way: readonly OnnxNode[],
): {tensor: string; laterScales: Scale[]} {
  let tensor = product;
  let masked = false;
  const laterScales: Scale[] = [];
  let current = product;
  for (const node of way) {
    if (!node.inputs.includes(current)) continue;
    const scale = scaleOf(index, node, current);
    if (masked && scale) laterScales.push(scale);
    else if (MASKS.has(node.op) || (node.op === 'Mul' && !scale)) masked = true;
    current = node.outputs[0];
    if (!masked) tensor = current;
  }
  return {tensor, laterScales};
}

/** The result of a product of integers is scaled before it means anything. */
function dequantised(index: GraphIndex, product: OnnxNode): string {
  let [tensor] = product.outputs;
  if (product.op !== 'MatMulInteger') return tensor;
  for (const op of ['Cast', 'Mul']) {
    const next = index.consumers(tensor).find(node => node.op === op);
    if (!next) return tensor;
    [tensor] = next.outputs;
  }
  return tensor;
}

function backToProduct(
  index: GraphIndex,
  tensor: string,
  depth: number,
  seen = new Set<OnnxNode>(),
): OnnxNode | null {
  const node = index.producer(tensor);
  if (!node || seen.has(node) || depth > FARTHEST) return null;
  seen.add(node);
  if (isMixing(index, node)) return node;
  if (!BEFORE.has(node.op)) return null;
  for (const input of variables(index, node)) {
    const found = backToProduct(index, input, depth + 1, seen);
    if (found) return found;
  }
  return null;
}

function forwardToProduct(
  index: GraphIndex,
  tensor: string,
  depth = 0,
  seen = new Set<OnnxNode>(),
): {product: OnnxNode; pattern: string} | null {
  if (depth > FARTHEST) return null;
  for (const node of index.consumers(tensor)) {
    if (isMixing(index, node)) {
      return factors(node)[0] === tensor ? {product: node, pattern: tensor} : null;
    }
    if (!AFTER.has(node.op) || seen.has(node)) continue;
    seen.add(node);
    const found = forwardToProduct(index, node.outputs[0], depth + 1, seen);
    if (!found) continue;
    // What the product reads may be quantised; the pattern is what went into that.
    const quantises = node.op === 'DynamicQuantizeLinear' || node.op === 'QuantizeLinear';
    return quantises ? {product: found.product, pattern: tensor} : found;
  }
  return null;
}
