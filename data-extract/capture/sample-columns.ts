import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import type {GraphIndex} from '../graph/graph-index.ts';
import {isQuantised} from '../graph/ops.ts';
import type {Extras} from '../run/session.ts';

/** Some columns of a linear layer's weight, read through the graph. */
export interface ColumnSample {
  columns: number[];
  /** Tensor `[inner, columns]`. */
  weight: string;
  /** Tensor with as many values as columns, `null` without a bias of its own. */
  bias: string | null;
  extras: Extras;
}

/** How many columns are looked at; each takes a whole column of the weight into memory. */
const COUNT = 16;

/**
 * Read some columns of a layer's weight through the graph itself: whatever makes the
 * weight (a conversion, a transposition) has then been done.
 *
 * @param width - Number of columns.
 * @returns `null` where the weight is packed.
 */
export function sampleColumns(
  index: GraphIndex,
  linear: OnnxNode,
  width: number,
): ColumnSample | null {
  if (isQuantised(linear) || linear.op === 'Einsum' || linear.inputs.length < 2)
    return null;
  // Whoever else reads such a weight keeps onnxruntime from its kernel for packed ones.
  if (index.producer(linear.inputs[1])?.op === 'DequantizeLinear') return null;
  const transposed = linear.attributes.get('transB')?.i === 1;
  const [first, weight] = linear.inputs;
  if (!index.isVariable(first) || width < 1) return null;
  const count = Math.min(COUNT, width);
  const columns = Array.from({length: count}, (_, i) => Math.floor((i * width) / count));
  const name = (what: string): string => `aim/columns/${linear.outputs[0]}/${what}`;
  const ids = makeTensor(name('ids'), [count], DataType.int64, columns);
  const gather = (tensor: string, axis: number, what: string): OnnxNode =>
    makeNode('Gather', [tensor, ids.name], [name(what)], {axis: {i: axis}});
  const nodes = [gather(weight, transposed ? 0 : 1, 'taken')];
  if (transposed) {
    nodes.push(
      makeNode('Transpose', [name('taken')], [name('turned')], {perm: {ints: [1, 0]}}),
    );
  }
  const bias = linear.op === 'Gemm' && linear.inputs[2] ? name('bias') : null;
  if (bias) nodes.push(gather(linear.inputs[2], -1, 'bias'));
  return {
    columns,
    weight: name(transposed ? 'turned' : 'taken'),
    bias,
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
