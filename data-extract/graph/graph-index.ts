import type {OnnxGraph, OnnxNode} from './onnx.ts';

/** A graph with its edges looked up both ways. */
export interface GraphIndex {
  graph: OnnxGraph;
  /** The node that makes a tensor. */
  producer(tensor: string): OnnxNode | null;
  /** The nodes that read a tensor, in graph order. */
  consumers(tensor: string): readonly OnnxNode[];
  /** Whether a tensor depends on weights and constants alone. */
  isConstant(tensor: string): boolean;
}

/** Look up a graph's edges. */
export function indexGraph(graph: OnnxGraph): GraphIndex {
  const producers = new Map<string, OnnxNode>();
  const consumers = new Map<string, OnnxNode[]>();
  const constants = new Set(graph.initializers.keys());
  // Nodes stand in topological order, as ONNX demands.
  for (const node of graph.nodes) {
    for (const output of node.outputs) if (output !== '') producers.set(output, node);
    for (const input of node.inputs) {
      const known = consumers.get(input);
      if (known) known.push(node);
      else if (input !== '') consumers.set(input, [node]);
    }
    if (node.inputs.every(input => input === '' || constants.has(input))) {
      for (const output of node.outputs) constants.add(output);
    }
  }
  return {
    graph,
    producer: tensor => producers.get(tensor) ?? null,
    consumers: tensor => consumers.get(tensor) ?? [],
    isConstant: tensor => constants.has(tensor),
  };
}

const PRODUCTS = new Set([
  'MatMul',
  'FusedMatMul',
  'TransposeMatMul',
  'Gemm',
  'Einsum',
  'MatMulInteger',
  'MatMulIntegerToFloat',
  'DynamicQuantizeMatMul',
  'MatMulNBits',
]);

/** Whether a node multiplies matrices. */
export const isProduct = ({op}: OnnxNode): boolean => PRODUCTS.has(op);

/** Inputs of a node that are no constants. */
export const variables = (index: GraphIndex, {inputs}: OnnxNode): string[] =>
  inputs.filter(input => input !== '' && !index.isConstant(input));

/** A linear layer: a product of something with a constant weight. */
export const isLinear = (index: GraphIndex, node: OnnxNode): boolean =>
  isProduct(node) && variables(index, node).length === 1;

/** The layer that a node's name speaks of, or `null`. */
export function layerInName(name: string): number | null {
  const match = /(?:^|[./_])(?:layers?|h|blocks?)[./](\d+)(?:[./]|$)/.exec(name);
  return match ? Number(match[1]) : null;
}
