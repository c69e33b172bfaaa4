import {isLinear, linearInputs, variables, weightWidth} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {Table} from './inputs/tables.ts';
import type {OnnxNode} from './onnx.ts';

/** An end of the model, by its tensors. */
export interface HeadSite {
  /** The graph output; of the head of the vocabulary `[batch, position, vocab]`. */
  logits: string;
  /** What the head multiplies, usually the output of the final norm. */
  normalized: string;
  /** The head's weight as the product reads it. */
  weight: string;
  /** The linear layer. */
  linear: OnnxNode;
  /** Entries of what it makes, where the graph tells. */
  width: number | null;
  bias: string | null;
  /** Whether what it makes is bounded by a tanh. */
  softcap: boolean;
}

/** The ends of a model. */
export interface Heads {
  /** The one that scores the tokens of the vocabulary. */
  vocabulary: HeadSite | null;
  /** Others: of classes, of answers, of features. */
  others: HeadSite[];
}

/** Steps between the product and the output: bias, bounds, conversions. */
const PASSES = new Set([
  'Add',
  'Mul',
  'Div',
  'Tanh',
  'Cast',
  'Identity',
  'Reshape',
  'Squeeze',
  'Unsqueeze',
  'Gather',
  'Slice',
  'Transpose',
  'Split',
  'Clip',
  'Flatten',
]);

/** Every output of the graph that a linear layer makes at last. */
export const lastLinears = (index: GraphIndex): HeadSite[] =>
  index.graph.outputs.flatMap(({name}) => behind(index, name) ?? []);

/** Go from an output back to the linear layer that makes it. */
function behind(index: GraphIndex, output: string): HeadSite | null {
  let tensor = output;
  let bias: string | null = null;
  let softcap = false;
  for (let depth = 0; depth < 16; depth++) {
    const node = index.producer(tensor);
    if (!node) return null;
    if (isLinear(index, node)) {
      const {input, weight} = linearInputs(index, node);
      const own = node.op === 'Gemm' ? (node.inputs[2] ?? null) : null;
      const site = {logits: output, normalized: input, weight, linear: node};
      return {...site, width: weightWidth(index, node), bias: bias ?? own, softcap};
    }
    const [input] = variables(index, node);
    if (input === undefined || !PASSES.has(node.op)) return null;
    if (node.op === 'Add') bias = node.inputs.find(name => name !== input) ?? null;
    if (node.op === 'Tanh') softcap = true;
    tensor = input;
  }
  return null;
}

/**
 * Tell the head of the vocabulary from others: it is as wide as the table of the tokens
 * has rows, whatever its output is called. Only where no table is seen, or where a few
 * rows of one of the two were added to make its size round, the name decides.
 */
export function findHeads(sites: readonly HeadSite[], tokens: Table | null): Heads {
  const rows = tokens?.rows ?? 0;
  const named = ({logits}: HeadSite): boolean => logits === 'logits';
  const isNear = ({width}: HeadSite): boolean =>
    rows === 0 || (width !== null && Math.abs(width - rows) < rows / 16);
  const vocabulary =
    sites.findLast(({width}) => rows > 0 && width === rows) ??
    sites.find(site => named(site) && isNear(site)) ??
    null;
  return {vocabulary, others: sites.filter(site => site !== vocabulary)};
}
