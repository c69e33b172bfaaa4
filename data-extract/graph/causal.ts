import type {AttentionCore} from './attention-core.ts';
import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';
import {isSize} from './ops.ts';

const COMPARES = new Set(['Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual', 'Trilu']);

/**
 * Whether the mask of an attention is made by comparing positions (or is a constant
 * triangle); `null` where there is nothing to tell it by.
 */
export function causalByMask(
  index: GraphIndex,
  {inside, softmax}: Pick<AttentionCore, 'inside' | 'softmax'>,
): boolean | null {
  if (!softmax || inside.length === 0) return null;
  const known = new Set<OnnxNode>(inside);
  const open = inside.flatMap(({inputs}) =>
    inputs.filter(input => {
      const node = index.producer(input);
      return !node || !known.has(node);
    }),
  );
  const seen = new Set<string>();
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    if (seen.has(tensor) || seen.size > 400) continue;
    seen.add(tensor);
    const constant = index.constant(tensor);
    if (constant && isTriangle(constant.dims)) return true;
    const node = index.producer(tensor);
    if (!node || isSize(node)) continue;
    if (comparesPositions(index, node)) return true;
    // Beyond queries and keys there are no masks.
    if (index.isVariable(tensor) && node.op === 'MatMul') continue;
    open.push(...node.inputs);
  }
  return null;
}

/** A triangle is kept as a square of flags for the longest text. */
const isTriangle = (dims: readonly number[]): boolean =>
  dims.length >= 2 &&
  dims.at(-1) === dims.at(-2) &&
  (dims.at(-1) ?? 0) >= 32 &&
  dims.length === 4;

function comparesPositions(index: GraphIndex, node: OnnxNode): boolean {
  if (!COMPARES.has(node.op)) return false;
  if (node.op === 'Trilu') return true;
  return node.inputs.every(input => comesFromRange(index, input, 0));
}

function comesFromRange(index: GraphIndex, tensor: string, depth: number): boolean {
  const node = index.producer(tensor);
  if (!node || depth > 8) return /position/.test(tensor);
  if (node.op === 'Range' || node.op === 'CumSum') return true;
  return node.inputs.some(input => comesFromRange(index, input, depth + 1));
}
