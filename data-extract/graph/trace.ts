import {beforeTranspose} from './axes.ts';
import type {Axes} from './axes.ts';
import {isLinear, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {sizeOf} from './onnx.ts';
import type {OnnxNode} from './onnx.ts';
import {isProduct, isQuantised} from './ops.ts';
import {narrows, nodesBetween, reaches} from './paths.ts';
import {scaleOf} from './scale.ts';
import type {Scale} from './scale.ts';

/** A tensor with queries, keys or values, and how they lie in it. */
export interface Tap {
  tensor: string;
  axes: Axes;
}

/** Where the queries, keys or values of an attention come from. */
export interface Projection {
  /** As the product reads them: positions turned in, scales taken off, not repeated. */
  rotated: Tap;
  /** As the linear layer made them, bias included. */
  projected: Tap;
  /** Scales between `rotated` and the product. */
  scales: Scale[];
  /** The linear layer, or `null` where they come from elsewhere (a cache). */
  linear: OnnxNode | null;
  /** Whether positions are turned in (or a norm is applied) between the two. */
  changed: boolean;
  /** Whether what lies between the two is positions alone, so that lengths stay. */
  turned: boolean;
  /** Whether positions are among what lies between. */
  rotary: boolean;
}

/** Nodes that let values pass as they are, perhaps lying differently or repeated. */
const LAYOUT = new Set([
  'Reshape',
  'Flatten',
  'Expand',
  'Tile',
  'Unsqueeze',
  'Squeeze',
  'Identity',
  'Cast',
  'CastLike',
  'Dropout',
  'DynamicQuantizeLinear',
  'QuantizeLinear',
  'DequantizeLinear',
]);
const SINGLE_STEPS = new Set([
  'RotaryEmbedding',
  'GemmaRotaryEmbedding',
  'LayerNormalization',
  'SimplifiedLayerNormalization',
  'RMSNormalization',
  'LpNormalization',
]);

/** Nodes that tell a norm. */
const ROOTS = new Set([
  'Sqrt',
  'ReduceMean',
  'LayerNormalization',
  'SimplifiedLayerNormalization',
  'RMSNormalization',
  'LpNormalization',
]);

/** Nodes that pair entries of a head, as positions are turned in and norms are not made. */
const PAIRS = new Set([
  'Neg',
  'Concat',
  'Slice',
  'Split',
  'RotaryEmbedding',
  'GemmaRotaryEmbedding',
]);

/**
 * Follow queries, keys or values from the product that reads them back to the linear
 * layer that makes them.
 *
 * @param stream - What the layer reads: ways that do not come from it are not followed.
 * @param operand - What the product reads, and how it lies there.
 * @returns `null` where the axes are lost on the way.
 */
export function traceProjection(
  index: GraphIndex,
  stream: string | null,
  operand: Tap,
): Projection | null {
  const scales: Scale[] = [];
  const rotated = strip(index, stream, operand, scales);
  if (!rotated) return null;
  const linear = linearBefore(index, stream, rotated.tensor);
  if (!linear)
    return {
      rotated,
      projected: rotated,
      scales,
      linear: null,
      changed: false,
      turned: false,
      rotary: false,
    };
  const made = linearResult(index, linear);
  let projected = rotated;
  let current: Tap | null = rotated;
  while (current && current.tensor !== made) {
    const node = index.producer(current.tensor);
    if (!node || isLinear(index, node) || takesPart(node)) break;
    const entry = regionEntry(index, linear.outputs[0], current.tensor, node);
    if (entry === null) break;
    current = {tensor: entry, axes: current.axes};
    projected = current;
    current = strip(index, stream, current, null);
  }
  const changed = projected !== rotated;
  const between = changed ? nodesBetween(index, projected.tensor, rotated.tensor) : [];
  const normed = between.some(({op}) => ROOTS.has(op));
  const turned = changed && !normed;
  const rotary = turned || between.some(({op}) => PAIRS.has(op));
  return {rotated, projected, scales, linear, changed, turned, rotary};
}

/** Pass over nodes that only move values; where `scales` is given, over scales too. */
function strip(
  index: GraphIndex,
  stream: string | null,
  operand: Tap,
  scales: Scale[] | null,
): Tap | null {
  let {tensor, axes} = operand;
  for (;;) {
    const node = index.producer(tensor);
    if (!node) return {tensor, axes};
    const [input] = node.inputs;
    if (node.op === 'Transpose') {
      const perm = node.attributes.get('perm')?.ints ?? [];
      const before = beforeTranspose(axes, perm);
      if (before === null) return null;
      axes = before;
      tensor = input;
    } else if (makesFloats(index, node)) return {tensor, axes};
    else if (LAYOUT.has(node.op) || repeats(index, node)) tensor = input;
    else if (node.op === 'Concat') {
      const own = variables(index, node).filter(name => comesFrom(index, stream, name));
      if (own.length !== 1 || variables(index, node).length < 2) return {tensor, axes};
      [tensor] = own;
    } else {
      const [variable] = variables(index, node);
      const scale =
        scales && variable !== undefined ? scaleOf(index, node, variable) : null;
      if (!scales || !scale) return {tensor, axes};
      scales.push(scale);
      tensor = variable;
    }
  }
}

const comesFrom = (index: GraphIndex, stream: string | null, tensor: string): boolean =>
  stream === null ? index.producer(tensor) !== null : reaches(index, stream, tensor);

/** Whether a node makes floats of the whole numbers of a product: it belongs to that. */
function makesFloats(index: GraphIndex, {op, inputs}: OnnxNode): boolean {
  const source = op === 'DequantizeLinear' ? index.producer(inputs[0]) : null;
  return source !== null && isProduct(source);
}

/** Heads repeated by an index. */
function repeats(index: GraphIndex, {op, inputs}: OnnxNode): boolean {
  if (op !== 'Gather') return false;
  const indices = index.constant(inputs[1] ?? '');
  return indices !== null && sizeOf(indices) > 1 && index.isVariable(inputs[0]);
}

/** Whether a node takes a part out of a larger tensor: queries, keys and values in one. */
const takesPart = ({op}: OnnxNode): boolean =>
  op === 'Split' || op === 'Slice' || op === 'Gather';

/** The last linear layer on the way to a tensor. */
function linearBefore(
  index: GraphIndex,
  stream: string | null,
  tensor: string,
): OnnxNode | null {
  if (stream !== null) {
    return (
      nodesBetween(index, stream, tensor).findLast(node => isLinear(index, node)) ?? null
    );
  }
  let current = tensor;
  for (let step = 0; step < 64; step++) {
    const node = index.producer(current);
    if (!node) return null;
    if (isLinear(index, node)) return node;
    const inputs = variables(index, node);
    if (inputs.length === 0) return null;
    [current] = inputs;
  }
  return null;
}

/**
 * What a linear layer makes, with its bias and, where it computes in integers, scaled
 * back.
 */
export function linearResult(index: GraphIndex, linear: OnnxNode): string {
  let [tensor] = linear.outputs;
  let rescaled = linear.op !== 'MatMulInteger';
  for (;;) {
    const readers = index.consumers(tensor);
    const [node] = readers;
    if (readers.length !== 1) return tensor;
    const constant = node.inputs.some(
      input => input !== tensor && input !== '' && !index.isVariable(input),
    );
    if (node.op === 'Add' && constant) [tensor] = node.outputs;
    else if (node.op === 'DequantizeLinear' && isQuantised(linear))
      [tensor] = node.outputs;
    else if (!rescaled && node.op === 'Cast') [tensor] = node.outputs;
    else if (!rescaled && node.op === 'Mul') {
      rescaled = true;
      [tensor] = node.outputs;
    } else if (node.op === 'Reshape' && biasFollows(index, node)) [tensor] = node.outputs;
    else return tensor;
  }
}

/** Some exporters reshape between the product and its bias. */
function biasFollows(index: GraphIndex, {outputs}: OnnxNode): boolean {
  const readers = index.consumers(outputs[0]);
  const [node] = readers;
  return (
    readers.length === 1 &&
    node.op === 'Add' &&
    node.inputs.some(input => index.constant(input)?.dims.length === 1)
  );
}

/** Where a step begins that turns positions in or normalises: the narrow place before it. */
function regionEntry(
  index: GraphIndex,
  from: string,
  to: string,
  last: OnnxNode,
): string | null {
  if (SINGLE_STEPS.has(last.op)) return last.inputs[0];
  const places = narrows(index, from, to);
  return places.length < 2 ? null : places[places.length - 2];
}
