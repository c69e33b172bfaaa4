import {isLinear, scalarOf, variables, weightWidth} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {sizeOf} from './onnx.ts';
import type {OnnxNode} from './onnx.ts';
import {isExpertsOp, operatorOf} from './ops.ts';
import {scaleOf} from './scale.ts';
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
  /** What the weights are multiplied with after that, 1 where they are not. */
  factor: number;
  /**
   * What the experts are ranked by, where it is not their weights: with a bias, or by
   * groups `[position, expert]`.
   */
  ranked: string | null;
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
    factor: 1,
    ranked: null,
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
  // Experts that are ranked by something else are weighed with what is looked up after it.
  const looked = index.consumers(values).length === 0 ? lookedUp(index, chosen) : null;
  const after = weightsOf(index, looked ?? values);
  return {
    node: topK.name,
    form: 'unfused',
    scores: linearResult(index, router.linear),
    gate: router.gate ?? 'softmax-of-chosen',
    normalised: after.normalised || router.gate === null,
    factor: after.factor,
    ranked: looked === null ? null : topK.inputs[0],
    chosen,
    weights: after.tensor,
    experts: weightWidth(index, router.linear),
    topK: countOf(index, topK),
  };
}

/** What is looked up for the chosen experts: their weights. */
const lookedUp = (index: GraphIndex, chosen: string): string | null =>
  index
    .consumers(chosen)
    .find(({op, inputs}) => op === 'GatherElements' && inputs[1] === chosen)
    ?.outputs[0] ?? null;

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

/** Follow the chosen experts' values through what makes them sum to 1, and scales them. */
function weightsOf(
  index: GraphIndex,
  values: string,
): {tensor: string; normalised: boolean; factor: number} {
  let tensor = values;
  let normalised = false;
  for (let step = 0; step < 4; step++) {
    const readers = index.consumers(tensor);
    const sums = readers.some(({op}) => op === 'ReduceSum');
    const divided = readers.find(({op, inputs}) => op === 'Div' && inputs[0] === tensor);
    const softmax = readers.find(({op}) => op === 'Softmax');
    const next = softmax ?? (sums ? divided : undefined);
    if (next) {
      normalised = true;
      [tensor] = next.outputs;
      continue;
    }
    const [only] = readers;
    const scale = readers.length === 1 ? scaleOf(index, only, tensor) : null;
    if (scale?.value) {
      const factor = scale.divides ? 1 / scale.value : scale.value;
      return {tensor: only.outputs[0], normalised, factor};
    }
    if (readers.length !== 1 || only.op !== 'Cast') break;
    [tensor] = only.outputs;
  }
  return {tensor, normalised, factor: 1};
}

function countOf(index: GraphIndex, topK: OnnxNode): number | null {
  const attribute = topK.attributes.get('k')?.i;
  if (attribute !== null && attribute !== undefined) return attribute;
  const constant = index.constant(topK.inputs[1] ?? '');
  if (constant && sizeOf(constant) === 1) return constant.values?.[0] ?? null;
  return scalarOf(index, topK.inputs[1] ?? '');
}
