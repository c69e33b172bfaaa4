import {isLinear, isProduct, layerInName, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';

/** One attention of the model, by the tensors that carry its values. */
export interface AttentionSite {
  layer: number;
  /** Name of the softmax node. */
  node: string;
  /** Softmax output `[batch, head, query, key]`. */
  pattern: string;
  /** What the softmax reads: scaled and masked scores. */
  maskedScores: string;
  /** The product of queries and keys, before the mask. */
  scores: string;
  /** Values as the product reads them, `[batch, head, key, d_head]`. */
  values: string;
  /** Weighted sum of values `[batch, head, query, d_head]`, before the output projection. */
  context: string;
}

/** Something that looked like a part of a transformer, but could not be placed. */
export interface Unrecognised {
  what: string;
  node: string;
  reason: string;
}

const AFTER_SOFTMAX = new Set([
  ...['Cast', 'Identity', 'Dropout', 'Reshape', 'Unsqueeze', 'Squeeze'],
  ...['Mul', 'Where', 'Slice', 'Transpose', 'Add'],
]);
const BEFORE_SOFTMAX = new Set([
  ...['Cast', 'Add', 'Sub', 'Mul', 'Div', 'Where', 'Reshape', 'Clip', 'Min', 'Max'],
  ...['Tanh', 'Concat', 'Expand', 'Identity', 'Unsqueeze', 'Squeeze'],
]);

/**
 * Find attention written out as products around a softmax, by structure: a softmax whose
 * input comes from a product of two variables (queries and keys) and whose output goes
 * into another (with values). Names only tell the layer.
 */
export function findAttention(index: GraphIndex): {
  sites: AttentionSite[];
  unrecognised: Unrecognised[];
} {
  const sites: AttentionSite[] = [];
  const unrecognised: Unrecognised[] = [];
  for (const node of index.graph.nodes) {
    if (node.op !== 'Softmax' && node.op !== 'BiasSoftmax') continue;
    const scores = backToProduct(index, node.inputs[0]);
    if (!scores) continue;
    const product = forwardToProduct(index, node.outputs[0]);
    if (!product) {
      const layer = layerInName(node.name) ?? sites.length;
      unrecognised.push({
        what: `layer ${layer}: attention`,
        node: node.name,
        reason: `Softmax "${node.name}" has no value product`,
      });
      continue;
    }
    sites.push({
      layer: layerInName(node.name) ?? sites.length,
      node: node.name,
      pattern: node.outputs[0],
      maskedScores: node.inputs[0],
      scores: scores.outputs[0],
      values: product.values,
      context: product.context,
    });
  }
  return {sites, unrecognised};
}

function backToProduct(index: GraphIndex, tensor: string, depth = 0): OnnxNode | null {
  const node = index.producer(tensor);
  if (!node || depth > 24) return null;
  if (isProduct(node)) return variables(index, node).length === 2 ? node : null;
  if (!BEFORE_SOFTMAX.has(node.op)) return null;
  for (const input of variables(index, node)) {
    const found = backToProduct(index, input, depth + 1);
    if (found) return found;
  }
  return null;
}

function forwardToProduct(
  index: GraphIndex,
  tensor: string,
  depth = 0,
): {values: string; context: string} | null {
  if (depth > 24) return null;
  for (const node of index.consumers(tensor)) {
    if (isProduct(node) && !isLinear(index, node)) {
      const values = node.inputs.find(input => input !== tensor);
      return values === undefined ? null : {values, context: node.outputs[0]};
    }
    if (!AFTER_SOFTMAX.has(node.op)) continue;
    const found = forwardToProduct(index, node.outputs[0], depth + 1);
    if (found) return found;
  }
  return null;
}
