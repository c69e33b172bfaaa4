import type {GraphIndex} from '../graph/graph-index.ts';
import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {isQuantised} from '../graph/ops.ts';
import type {Extras} from './extras.ts';

/** Some columns of a linear layer's weight, read through the graph. */
export interface ColumnSample {
  /** Tensor `[inner, columns]`. */
  weight: string;
  /** Tensor with as many values as columns, `null` without a bias of its own. */
  bias: string | null;
  /** The same columns of what the layer makes, `[.., column]`. */
  product: string;
  /** All that the layer makes, and the tensor of the columns' numbers. */
  whole: string;
  ids: string;
  /** How many columns. */
  count: number;
  extras: Extras;
}

/** How many columns are looked at; each takes a whole column of the weight into memory. */
const COUNT = 16;

/**
 * Read some columns of a layer's weight and of its result through the graph itself:
 * whatever makes the weight (a conversion, a transposition) has then been done. All of a
 * weight would be too much: that of a large model's head alone takes 2 GB.
 *
 * @param width - Number of columns.
 * @param made - The layer as it makes what is read: itself, or repeated for some positions.
 * @returns `null` where the weight is packed.
 */
export function sampleColumns(
  index: GraphIndex,
  linear: OnnxNode,
  width: number,
  made: OnnxNode = linear,
): ColumnSample | null {
  const [first, source] = linear.inputs;
  // Whoever else reads such a weight keeps onnxruntime from its kernel for packed ones.
  if (index.producer(source ?? '')?.op === 'DequantizeLinear') return null;
  if (!index.isVariable(first) || width < 1) return null;
  const count = Math.min(COUNT, width);
  const columns = Array.from({length: count}, (_, i) => Math.floor((i * width) / count));
  const taken = takeWeight(linear, 'columns', columns, 'columns');
  if (!taken) return null;
  const bias = linear.op === 'Gemm' && linear.inputs[2] ? `${taken.weight}/bias` : null;
  const product = `${taken.weight}/product`;
  const gather = (tensor: string, output: string): OnnxNode =>
    makeNode('Gather', [tensor, taken.ids], [output], {axis: {i: -1}});
  const nodes = [
    gather(made.outputs[0], product),
    ...(bias ? [gather(linear.inputs[2], bias)] : []),
  ];
  return {
    weight: taken.weight,
    bias,
    product,
    whole: made.outputs[0],
    ids: taken.ids,
    count,
    extras: {...taken.extras, nodes: [...taken.extras.nodes, ...nodes]},
  };
}

/**
 * Some columns or rows of a layer's weight as a tensor: `[inner, columns]` or
 * `[rows, width]`.
 *
 * @param label - Tells it from other parts of the same weight.
 * @returns `null` where the weight is packed. `ids` names the tensor of their numbers.
 */
export function takeWeight(
  linear: OnnxNode,
  what: 'columns' | 'rows',
  numbers: readonly number[],
  label: string,
): {weight: string; ids: string; extras: Extras} | null {
  if (isQuantised(linear) || linear.op === 'Einsum' || linear.inputs.length < 2)
    return null;
  const transposed = linear.attributes.get('transB')?.i === 1;
  const name = (part: string): string => `aim/${label}/${linear.outputs[0]}/${part}`;
  const ids = makeTensor(name('ids'), [numbers.length], DataType.int64, numbers);
  const axis = transposed === (what === 'columns') ? 0 : 1;
  const nodes = [
    makeNode('Gather', [linear.inputs[1], ids.name], [name('taken')], {axis: {i: axis}}),
  ];
  if (transposed) {
    nodes.push(
      makeNode('Transpose', [name('taken')], [name('turned')], {perm: {ints: [1, 0]}}),
    );
  }
  return {
    weight: name(transposed ? 'turned' : 'taken'),
    ids: ids.name,
    extras: {nodes, constants: [ids], types: []},
  };
}

/** A constant as an output of the graph. */
export function constantOutput(tensor: string): {output: string; extras: Extras} {
  const output = `aim/constant/${tensor}`;
  return {
    output,
    extras: {nodes: [makeNode('Identity', [tensor], [output])], constants: [], types: []},
  };
}
