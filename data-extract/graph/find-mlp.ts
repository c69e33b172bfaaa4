import type {Addition} from './find-additions.ts';
import {isLinear, linearInputs} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';
import {nodesBetween} from './paths.ts';
import {linearResult} from './trace.ts';

/** The feed-forward part of a block, by its tensors; all are `[position, d_mlp]`. */
export interface MlpSite {
  node: string;
  kind: 'plain' | 'gated';
  /** What the activation function reads: the (gate) layer's result, bias included. */
  pre: string;
  /** The other factor of a gated layer. */
  preLinear: string | null;
  /** What the activation function makes; `null` where the graph has it in no tensor. */
  act: string | null;
  /** What the last layer reads. */
  post: string;
  /** Name of the activation function. */
  activation: string;
  /** The last layer. */
  down: OnnxNode;
}

/** Activation functions that are one operator; others are told by their parts. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  Gelu: 'gelu',
  FastGelu: 'gelu_tanh',
  QuickGelu: 'quick_gelu',
  Relu: 'relu',
  Silu: 'silu',
  Swish: 'silu',
  HardSwish: 'hard_swish',
  Mish: 'mish',
  Elu: 'elu',
  LeakyRelu: 'leaky_relu',
  Softplus: 'softplus',
  Erf: 'gelu',
  Sigmoid: 'silu',
  Tanh: 'gelu_tanh',
  Softsign: 'softsign',
  Max: 'relu',
  Clip: 'relu',
  Exp: 'exp',
};

/**
 * Find the layers of a feed-forward branch.
 *
 * @param nodes - Nodes of the branch; in a parallel block those apart from attention.
 * @returns `null` where it is none.
 */
export function findMlp(
  index: GraphIndex,
  {branch}: Pick<Addition, 'branch'>,
  nodes: readonly OnnxNode[],
): MlpSite | null {
  const linears = nodes.filter(node => isLinear(index, node));
  const down = linears.findLast(node =>
    nodesBetween(index, node.outputs[0], branch).every(entry => !linears.includes(entry)),
  );
  if (!down || linears.length < 2) return null;
  const post = beforeQuantising(index, linearInputs(index, down).input);
  const sources = sourcesOf(index, post, new Set(nodes), linears, down);
  const [first, second] = sources.map(tensor => ({
    tensor,
    activation: activationBetween(index, tensor, post),
  }));
  if (!first || sources.length > 2) return null;
  const common = {node: down.name, post, down};
  if (!second) {
    const {tensor: pre, activation} = first;
    return {
      ...common,
      kind: 'plain',
      pre,
      preLinear: null,
      act: post,
      activation: activation ?? 'none',
    };
  }
  const [gate, other] = first.activation === null ? [second, first] : [first, second];
  return {
    ...common,
    kind: 'gated',
    pre: gate.tensor,
    preLinear: other.tensor,
    act: factorOf(index, post, gate.tensor, other.tensor),
    activation: gate.activation ?? 'none',
  };
}

/** The factor of a product that is made of one tensor and not of another. */
function factorOf(
  index: GraphIndex,
  product: string,
  own: string,
  other: string,
): string | null {
  const node = index.producer(product);
  if (node?.op !== 'Mul') return null;
  const isOf = (from: string, factor: string): boolean =>
    from === factor || nodesBetween(index, from, factor).length > 0;
  return node.inputs.find(factor => isOf(own, factor) && !isOf(other, factor)) ?? null;
}

/** Layers' results (or parts of them) that a tensor is made of, in graph order. */
function sourcesOf(
  index: GraphIndex,
  post: string,
  branch: ReadonlySet<OnnxNode>,
  linears: readonly OnnxNode[],
  down: OnnxNode,
): string[] {
  const results = new Set(
    linears.filter(node => node !== down).map(node => linearResult(index, node)),
  );
  const found: string[] = [];
  const seen = new Set<string>();
  const open = [post];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    const node = index.producer(tensor);
    if (!node || !branch.has(node)) continue;
    const isPart =
      (node.op === 'Split' || node.op === 'Slice') && results.has(node.inputs[0]);
    if (results.has(tensor) || isPart) found.push(tensor);
    else open.push(...node.inputs);
  }
  const position = (tensor: string): number => {
    const node = index.producer(tensor);
    return node ? index.order(node) * 16 + node.outputs.indexOf(tensor) : 0;
  };
  return found.sort((a, b) => position(a) - position(b));
}

function activationBetween(index: GraphIndex, from: string, to: string): string | null {
  const nodes = nodesBetween(index, from, to);
  const ops = nodes.map(({op}) => op);
  const named = ops.find(op => ACTIVATIONS[op] !== undefined);
  if (named === undefined) return null;
  const squared =
    named === 'Relu' &&
    nodes.some(({op, inputs: [a, b]}) => op === 'Pow' || (op === 'Mul' && a === b));
  return squared ? 'relu_squared' : ACTIVATIONS[named];
}

/** A layer of integers reads rounded values; what was rounded is meant. */
function beforeQuantising(index: GraphIndex, tensor: string): string {
  let current = tensor;
  for (;;) {
    const node = index.producer(current);
    const passes =
      node?.op === 'DynamicQuantizeLinear' ||
      node?.op === 'QuantizeLinear' ||
      node?.op === 'DequantizeLinear' ||
      node?.op === 'Reshape' ||
      node?.op === 'Cast';
    if (!node || !passes) return current;
    [current] = node.inputs;
  }
}
