import {isLinear, linearInputs, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';

/** The end of the model, by its tensors. */
export interface HeadSite {
  /** The graph output `[batch, position, vocab]`. */
  logits: string;
  /** What the head multiplies, usually the output of the final norm. */
  normalized: string;
  /** The head's weight as the product reads it. */
  weight: string;
  /** The linear layer. */
  linear: OnnxNode;
  bias: string | null;
  /** Whether the logits are bounded by a tanh. */
  softcap: boolean;
}

/** Steps between the product and the output: bias, bounds, conversions. */
const PASSES = new Set([
  ...['Add', 'Mul', 'Div', 'Tanh', 'Cast', 'Identity', 'Reshape', 'Squeeze', 'Unsqueeze'],
  ...['Gather', 'Slice', 'Transpose'],
]);

/** Go from the `logits` output back to the linear layer that makes it. */
export function findHead(index: GraphIndex): HeadSite | null {
  const logits = index.graph.outputs.find(({name}) => name === 'logits');
  if (!logits) return null;
  let tensor = logits.name;
  let bias: string | null = null;
  let softcap = false;
  for (let depth = 0; depth < 12; depth++) {
    const node = index.producer(tensor);
    if (!node) return null;
    if (isLinear(index, node)) {
      const {input, weight} = linearInputs(index, node);
      const own = node.op === 'Gemm' ? (node.inputs[2] ?? null) : null;
      return {
        logits: logits.name,
        normalized: input,
        weight,
        linear: node,
        bias: bias ?? own,
        softcap,
      };
    }
    const [input] = variables(index, node);
    if (input === undefined || !PASSES.has(node.op)) return null;
    if (node.op === 'Add') bias = node.inputs.find(name => name !== input) ?? null;
    if (node.op === 'Tanh') softcap = true;
    tensor = input;
  }
  return null;
}
