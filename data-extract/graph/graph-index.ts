import {expandNode} from './expand.ts';
import type {OnnxGraph, OnnxNode, OnnxTensor} from './onnx.ts';
import {factors, isProduct, isSize} from './ops.ts';
import {passedOn} from './same-values.ts';

/**
 * A graph with its edges looked up both ways. Fused operators whose parts matter (a norm
 * together with an addition, an activation with a bias) appear as their parts.
 */
export interface GraphIndex {
  graph: OnnxGraph;
  /** In topological order, parts in place of fused operators. */
  nodes: readonly OnnxNode[];
  /** The node that makes a tensor. */
  producer(tensor: string): OnnxNode | null;
  /** The nodes that read a tensor, in graph order. */
  consumers(tensor: string): readonly OnnxNode[];
  /**
   * Where the values of a tensor were made: the tensor before everything that only converts
   * or reshapes them. Two tensors of one origin hold the same values.
   */
  origin(tensor: string): string;
  /** Place of a node in {@link nodes}. */
  order(node: OnnxNode): number;
  /** Whether a tensor's values depend on what is fed, beyond its size. */
  isVariable(tensor: string): boolean;
  /** An initializer or constant. */
  constant(tensor: string): OnnxTensor | null;
  /** The parts that do not stand in the graph, by the tensors they make. */
  parts: ReadonlyMap<string, OnnxNode>;
}

/** Look up a graph's edges. */
export function indexGraph(graph: OnnxGraph): GraphIndex {
  const original = new Map(
    graph.nodes.flatMap(node => node.outputs.map(output => [output, node] as const)),
  );
  const nodes: OnnxNode[] = [];
  const parts = new Map<string, OnnxNode>();
  for (const node of graph.nodes) {
    const expanded = expandNode(node, tensor => original.get(tensor) ?? null);
    nodes.push(...(expanded ?? [node]));
    for (const part of expanded ?? []) {
      for (const output of part.outputs)
        if (!original.has(output)) parts.set(output, part);
    }
  }
  const sorted = sortNodes(nodes);
  const producers = new Map<string, OnnxNode>();
  const consumers = new Map<string, OnnxNode[]>();
  const order = new Map<OnnxNode, number>();
  const variable = new Set(graph.inputs.map(({name}) => name));
  const producer = (tensor: string): OnnxNode | null => producers.get(tensor) ?? null;
  const origins = new Map<string, string>();
  const origin = (tensor: string): string => origins.get(tensor) ?? tensor;
  sorted.forEach((node, i) => {
    order.set(node, i);
    for (const output of node.outputs) if (output !== '') producers.set(output, node);
    const passed = passedOn(node, producer);
    if (passed) origins.set(node.outputs[0], origin(passed));
    for (const input of new Set(node.inputs)) {
      const known = consumers.get(input);
      if (known) known.push(node);
      else if (input !== '') consumers.set(input, [node]);
    }
    const depends = readsOf(node).some(input => variable.has(input));
    if (depends && !isSize(node)) for (const output of node.outputs) variable.add(output);
  });
  return {
    graph,
    nodes: sorted,
    producer,
    consumers: tensor => consumers.get(tensor) ?? [],
    origin,
    order: node => order.get(node) ?? -1,
    isVariable: tensor => variable.has(tensor),
    constant: tensor => graph.initializers.get(tensor) ?? null,
    parts,
  };
}

/**
 * Nodes in topological order. ONNX demands it of a file, not every file obeys.
 *
 * @throws RangeError where two nodes make the same tensor or nodes form a circle.
 */
function sortNodes(nodes: readonly OnnxNode[]): OnnxNode[] {
  const producers = new Map<string, OnnxNode>();
  for (const node of nodes) {
    for (const output of node.outputs) {
      if (output === '') continue;
      if (producers.has(output))
        throw new RangeError(`two nodes make the tensor "${output}"`);
      producers.set(output, node);
    }
  }
  const sorted: OnnxNode[] = [];
  const state = new Map<OnnxNode, 'open' | 'done'>();
  for (const first of nodes) {
    const stack = [first];
    while (stack.length > 0) {
      const node = stack[stack.length - 1];
      if (state.get(node) === undefined) {
        state.set(node, 'open');
        for (const input of readsOf(node)) {
          const source = producers.get(input);
          if (!source || state.get(source) === 'done') continue;
          if (state.get(source) === 'open') {
            throw new RangeError(`its nodes form a circle at "${input}"`);
          }
          stack.push(source);
        }
        continue;
      }
      stack.pop();
      if (state.get(node) === 'open') sorted.push(node);
      state.set(node, 'done');
    }
  }
  return sorted;
}

/**
 * What a node reads, inside its branches and bodies too; there, names that the body makes
 * or is given are its own, whatever they mean outside.
 */
function readsOf({inputs, attributes}: OnnxNode): string[] {
  const inner = [...attributes.values()].flatMap(({graph}) => {
    if (!graph) return [];
    const own = new Set([
      ...graph.nodes.flatMap(({outputs}) => outputs),
      ...graph.inputs.map(({name}) => name),
      ...graph.initializers.keys(),
    ]);
    return graph.nodes.flatMap(readsOf).filter(name => !own.has(name));
  });
  return inner.length > 0 ? [...inputs, ...inner] : inputs;
}

/** Whether two tensors hold the same values, however they lie. */
export const isSame = (index: GraphIndex, a: string, b: string): boolean =>
  index.origin(a) === index.origin(b);

/** Inputs of a node that depend on what is fed. */
export const variables = (index: GraphIndex, {inputs}: OnnxNode): string[] =>
  inputs.filter(input => input !== '' && index.isVariable(input));

/** A linear layer: a product of something with a constant weight. */
export const isLinear = (index: GraphIndex, node: OnnxNode): boolean =>
  isProduct(node) && factors(node).filter(input => index.isVariable(input)).length === 1;

/** A product of two things that are computed. */
export const isMixing = (index: GraphIndex, node: OnnxNode): boolean =>
  isProduct(node) && factors(node).every(input => index.isVariable(input));

/** Data input of a linear layer, and its weight. */
export function linearInputs(
  index: GraphIndex,
  node: OnnxNode,
): {input: string; weight: string} {
  const [a, b] = factors(node);
  return index.isVariable(a) ? {input: a, weight: b} : {input: b, weight: a};
}

/** Entries of what a linear layer makes, where the graph tells; through conversions. */
export function weightWidth(index: GraphIndex, node: OnnxNode): number | null {
  const packed = node.attributes.get('N')?.i;
  if (packed !== null && packed !== undefined) return packed;
  let turned = node.attributes.get('transB')?.i === 1;
  let {weight} = linearInputs(index, node);
  for (let step = 0; step < 8; step++) {
    const constant = index.constant(weight);
    if (constant) return constant.dims.at(turned ? 0 : -1) ?? null;
    const maker = index.producer(weight);
    if (!maker) return null;
    if (maker.op === 'Transpose') turned = !turned;
    [weight] = maker.inputs;
  }
  return null;
}

/** The number that a constant holds, also through conversions; `null` where it is none. */
export function scalarOf(index: GraphIndex, tensor: string, depth = 0): number | null {
  const constant = index.constant(tensor);
  if (constant) return constant.values?.length === 1 ? constant.values[0] : null;
  const node = index.producer(tensor);
  if (!node || depth > 8) return null;
  const {op, inputs, attributes} = node;
  if (op === 'Constant')
    return attributes.get('value_float')?.f ?? attributes.get('value_int')?.i ?? null;
  const values = inputs.map(input => scalarOf(index, input, depth + 1));
  if (values.length === 0 || values.some(value => value === null)) return null;
  const [a, b] = values as number[];
  switch (op) {
    case 'Cast':
    case 'CastLike':
    case 'Identity':
    case 'Reshape':
    case 'Squeeze':
    case 'Unsqueeze':
      return a;
    case 'Sqrt':
      return Math.sqrt(a);
    case 'Reciprocal':
      return 1 / a;
    case 'Div':
      return a / b;
    case 'Mul':
      return a * b;
    case 'Add':
      return a + b;
    case 'Pow':
      return a ** b;
    default:
      return null;
  }
}
