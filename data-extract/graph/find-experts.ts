import {isLinear, linearInputs, scalarOf, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {sizeOf} from './onnx.ts';
import type {OnnxNode} from './onnx.ts';
import {isExpertsOp, operatorOf} from './ops.ts';
import {linearResult} from './trace.ts';

/** A layer of experts, by its router's tensors. */
export interface ExpertsSite {
  node: string;
  /** `unfused`, or the operator that does it all. */
  form: string;
  /** The router's scores `[position, expert]`, before any softmax. */
  scores: string;
  /** How the scores become weights. */
  gate: 'softmax' | 'sigmoid' | 'softmax-of-chosen';
  /** Whether the weights of the chosen experts are made to sum to 1. */
  normalised: boolean;
  /** Numbers of the chosen experts `[position, k]`, where the graph has them. */
  chosen: string | null;
  /** Their weights `[position, k]`, where the graph has them. */
  weights: string | null;
  experts: number | null;
  topK: number | null;
}

/** Find the router in a branch; `null` where there is none. */
export function findExperts(
  index: GraphIndex,
  nodes: readonly OnnxNode[],
): ExpertsSite | null {
  const fused = nodes.find(isExpertsOp);
  if (fused) return fusedExperts(index, fused);
  // Where experts are chosen in groups, the last choice is that of the experts.
  const topK = nodes.findLast(({op}) => op === 'TopK');
  return topK ? writtenExperts(index, topK) : null;
}

function fusedExperts(index: GraphIndex, node: OnnxNode): ExpertsSite {
  const [, scores, weights] = node.inputs;
  return {
    node: node.name,
    form: operatorOf(node),
    scores,
    gate: 'softmax',
    normalised: node.attributes.get('normalize_routing_weights')?.i === 1,
    chosen: null,
    weights: null,
    experts: index.constant(weights)?.dims[0] ?? null,
    topK: node.attributes.get('k')?.i ?? null,
  };
}

function writtenExperts(index: GraphIndex, topK: OnnxNode): ExpertsSite | null {
  const router = routerOf(index, topK);
  if (!router) return null;
  const [values, chosen] = topK.outputs;
  const after = weightsOf(index, values);
  return {
    node: topK.name,
    form: 'unfused',
    scores: linearResult(index, router.linear),
    gate: router.gate ?? 'softmax-of-chosen',
    normalised: after.normalised || router.gate === null,
    chosen,
    weights: after.tensor,
    experts:
      index
        .constant(withoutCast(index, linearInputs(index, router.linear).weight))
        ?.dims.at(-1) ?? null,
    topK: countOf(index, topK),
  };
}

/** From what is ranked back to the linear layer that scores the experts. */
function routerOf(
  index: GraphIndex,
  topK: OnnxNode,
): {linear: OnnxNode; gate: 'softmax' | 'sigmoid' | null} | null {
  let gate: 'softmax' | 'sigmoid' | null = null;
  let [tensor] = topK.inputs;
  for (let step = 0; step < 24; step++) {
    const node = index.producer(tensor);
    if (!node) return null;
    if (isLinear(index, node)) return {linear: node, gate};
    if (node.op === 'Softmax') gate = 'softmax';
    if (node.op === 'Sigmoid') gate = 'sigmoid';
    const inputs = variables(index, node);
    if (inputs.length === 0) return null;
    [tensor] = inputs;
  }
  return null;
}

/** Follow the chosen experts' values through what makes them sum to 1. */
function weightsOf(
  index: GraphIndex,
  values: string,
): {tensor: string; normalised: boolean} {
  let tensor = values;
  for (let step = 0; step < 4; step++) {
    const readers = index.consumers(tensor);
    const sums = readers.some(({op}) => op === 'ReduceSum');
    const divided = readers.find(({op, inputs}) => op === 'Div' && inputs[0] === tensor);
    const softmax = readers.find(({op}) => op === 'Softmax');
    if (softmax) return {tensor: softmax.outputs[0], normalised: true};
    if (divided && sums) return {tensor: divided.outputs[0], normalised: true};
    const [only] = readers;
    if (readers.length !== 1 || only.op !== 'Cast') break;
    [tensor] = only.outputs;
  }
  return {tensor: values, normalised: false};
}

function countOf(index: GraphIndex, topK: OnnxNode): number | null {
  const attribute = topK.attributes.get('k')?.i;
  if (attribute !== null && attribute !== undefined) return attribute;
  const constant = index.constant(topK.inputs[1] ?? '');
  if (constant && sizeOf(constant) === 1) return constant.values?.[0] ?? null;
  return scalarOf(index, topK.inputs[1] ?? '');
}

/** Through conversions and transpositions of a weight to its initializer. */
function withoutCast(index: GraphIndex, tensor: string): string {
  let current = tensor;
  for (let step = 0; step < 4; step++) {
    const node = index.producer(current);
    if (node?.op !== 'Cast' && node?.op !== 'DequantizeLinear') return current;
    [current] = node.inputs;
  }
  return current;
}
