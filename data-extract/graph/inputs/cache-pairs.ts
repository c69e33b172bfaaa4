import type {GraphIndex} from '../graph-index.ts';
import type {OnnxNode, OnnxValue} from '../onnx.ts';
import {isAttentionOp} from '../ops.ts';

/** An input with what was computed before, and the output that a later run reads there. */
export interface CachePair {
  past: string;
  /** `null` where what the graph hands out is not told by its structure. */
  present: string | null;
}

/** What leaves the values of a cache as they are. */
const PASSES = new Set(['Cast', 'Identity', 'Squeeze', 'Unsqueeze', 'Gather', 'Split']);
/** What puts new keys or values behind those that were there. */
const JOINS = new Set(['Concat', 'ScatterND', 'ScatterElements', 'TensorScatter']);

/** Inputs and outputs of fused attention that hold its cache. */
const SLOTS: Readonly<
  Record<string, readonly (readonly [past: number, present: number])[]>
> = {
  Attention: [[4, 1]],
  MultiHeadAttention: [
    [6, 1],
    [7, 2],
  ],
  DecoderMaskedMultiHeadAttention: [
    [5, 1],
    [6, 2],
  ],
  GroupQueryAttention: [
    [3, 1],
    [4, 2],
  ],
  SparseAttention: [
    [3, 1],
    [4, 2],
  ],
};
/** The standard operator has keys and values apart. */
const STANDARD = [
  [4, 1],
  [5, 2],
] as const;

/**
 * Which inputs hold keys and values of earlier positions, by shape and use: four or five
 * axes, joined with new ones (or read as a fused operator's cache), and handed out again.
 */
export function cachePairs(index: GraphIndex): CachePair[] {
  return index.graph.inputs.flatMap(input => {
    if (input.shape.length < 4 || input.shape.length > 5) return [];
    const uses = usesOf(index, input.name, 0);
    const present = uses.find(output => output !== null) ?? byName(index, input);
    return uses.length > 0 || input.name.startsWith('past')
      ? [{past: input.name, present}]
      : [];
  });
}

/** For each place where a cache is joined with what is new: the output that has both. */
function usesOf(index: GraphIndex, tensor: string, depth: number): (string | null)[] {
  if (depth > 6) return [];
  return index.consumers(tensor).flatMap(node => {
    if (PASSES.has(node.op) && node.inputs[0] === tensor)
      return node.outputs.flatMap(output => usesOf(index, output, depth + 1));
    if (JOINS.has(node.op)) return [outputBehind(index, node.outputs[0], 0)];
    const present = presentSlot(node, tensor);
    return present === null ? [] : [outputBehind(index, node.outputs[present] ?? '', 0)];
  });
}

/** Where an operator reads its cache and hands it out: keys first, then values. */
export function cacheSlots(
  node: OnnxNode,
): readonly (readonly [past: number, present: number])[] {
  if (!isAttentionOp(node)) return [];
  return node.domain === '' ? STANDARD : (SLOTS[node.op] ?? []);
}

function presentSlot(node: OnnxNode, tensor: string): number | null {
  const slots = cacheSlots(node);
  return slots.find(([past]) => node.inputs[past] === tensor)?.[1] ?? null;
}

/** The graph's output that a tensor is, or becomes without change. */
function outputBehind(index: GraphIndex, tensor: string, depth: number): string | null {
  if (index.graph.outputs.some(({name}) => name === tensor)) return tensor;
  if (tensor === '' || depth > 4) return null;
  for (const node of index.consumers(tensor)) {
    if (!PASSES.has(node.op) && node.op !== 'Concat') continue;
    const found = outputBehind(index, node.outputs[0], depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** The output whose name speaks of the same keys or values. */
function byName({graph}: GraphIndex, {name}: OnnxValue): string | null {
  const names = (output: string): string[] => [
    output.replace(/^present(_key_values)?\./, 'past_key_values.'),
    output.replace(/^present/, 'past'),
  ];
  return graph.outputs.find(output => names(output.name).includes(name))?.name ?? null;
}
