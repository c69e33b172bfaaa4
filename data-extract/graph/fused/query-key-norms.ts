import {DataType, makeNode, makeTensor} from '../onnx.ts';
import type {OnnxGraph, OnnxNode, OnnxTensor} from '../onnx.ts';
import {operatorOf} from '../ops.ts';
import {MICROSOFT} from './shadow.ts';

/** Inputs of `GroupQueryAttention` with the gains of its norms. */
const GAINS = [14, 15] as const;
const EPSILON = 1e-6;

/**
 * A graph in which norms of queries and keys stand before the `GroupQueryAttention` that
 * has them built in: kernels of the CPU refuse such an operator, and what the norms read
 * and make is to be seen. Graphs without one are returned as they are.
 */
export function takeOutNorms(graph: OnnxGraph): OnnxGraph {
  if (!graph.nodes.some(hasNorms)) return graph;
  const constants: OnnxTensor[] = [];
  const nodes = graph.nodes.flatMap(node => {
    if (!hasNorms(node)) return [node];
    const heads = node.attributes.get('num_heads')?.i ?? 1;
    const parts = [heads, node.attributes.get('kv_num_heads')?.i ?? heads].map(
      (count, at) => normOf(node, at, count),
    );
    constants.push(...parts.flatMap(part => part.constants));
    const inputs = [...parts.map(part => part.output), ...node.inputs.slice(2, GAINS[0])];
    while (inputs.at(-1) === '') inputs.pop();
    const attributes = new Map(node.attributes);
    attributes.delete('qk_norm_epsilon');
    const plain = {...node, inputs, attributes, place: null};
    return [...parts.flatMap(part => part.nodes), plain];
  });
  const initializers = new Map(graph.initializers);
  for (const constant of constants) initializers.set(constant.name, constant);
  return {...graph, nodes, initializers};
}

const hasNorms = (node: OnnxNode): boolean =>
  operatorOf(node) === `${MICROSOFT}.GroupQueryAttention` &&
  GAINS.every(at => (node.inputs[at] ?? '') !== '');

/** The norm of queries (0) or keys (1), each head for itself. */
function normOf(
  node: OnnxNode,
  at: number,
  heads: number,
): {nodes: OnnxNode[]; constants: OnnxTensor[]; output: string} {
  const name = (what: string): string =>
    `aim/${node.outputs[0]}/${at === 0 ? 'query' : 'key'}_${what}`;
  const shape = (what: string, values: number[]): OnnxTensor =>
    makeTensor(name(what), [values.length], DataType.int64, values);
  const constants = [shape('by_head', [0, 0, heads, -1]), shape('flat', [0, 0, -1])];
  const epsilon = {f: node.attributes.get('qk_norm_epsilon')?.f ?? EPSILON};
  const steps = [
    makeNode('Reshape', [node.inputs[at], constants[0].name], [name('split')]),
    makeNode(
      'SimplifiedLayerNormalization',
      [name('split'), node.inputs[GAINS[at]]],
      [name('normed')],
      {axis: {i: -1}, epsilon},
    ),
    makeNode('Reshape', [name('normed'), constants[1].name], [name('joined')]),
  ];
  // Layers are numbered by the names of nodes.
  const nodes = steps.map(step => ({
    ...step,
    name: `${node.name}/${step.name}`,
    scope: node.scope,
  }));
  return {nodes, constants, output: name('joined')};
}
