import {variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {isEntry, isLayer} from './layer-nodes.ts';
import type {OnnxNode} from './onnx.ts';
import {isSize} from './ops.ts';
import {passedOn} from './same-values.ts';
import {scaleOf} from './scale.ts';

/** Nodes without layers among them, and the tensors that they begin with. */
export interface Region {
  /** Origins of the tensors at which it begins, of those that were looked for. */
  ends: ReadonlySet<string>;
  nodes: OnnxNode[];
}

/**
 * Go back from a tensor through whatever has no weight matrix and mixes no positions.
 *
 * @param isEnd - Whether it ends at a tensor of that origin.
 * @returns `null` where a layer lies on one of the ways.
 */
export function regionBefore(
  index: GraphIndex,
  tensor: string,
  isEnd: (origin: string) => boolean,
): Region | null {
  const ends = new Set<string>();
  const nodes = new Set<OnnxNode>();
  const open = [tensor];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    const origin = index.origin(current);
    if (isEnd(origin)) {
      ends.add(origin);
      continue;
    }
    const node = index.producer(current);
    if (!node || nodes.has(node) || isSize(node)) continue;
    if (isLayer(index, node)) return null;
    nodes.add(node);
    open.push(...variables(index, node));
  }
  return {ends, nodes: [...nodes].sort((a, b) => index.order(a) - index.order(b))};
}

/**
 * Tensors that layers read of another tensor with no layer between, first readers first.
 *
 * @param within - Nodes that are looked at.
 */
export function readByLayers(
  index: GraphIndex,
  origin: string,
  within: ReadonlySet<OnnxNode>,
): string[] {
  const entries = new Map<string, OnnxNode>();
  const seen = new Set<OnnxNode>();
  const open = [origin];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    for (const node of index.consumers(tensor)) {
      if (!within.has(node)) continue;
      if (isEntry(index, node)) {
        const known = entries.get(tensor);
        if (!known || index.order(node) < index.order(known)) entries.set(tensor, node);
      } else if (!seen.has(node) && !isSize(node)) {
        seen.add(node);
        open.push(...node.outputs);
      }
    }
  }
  return [...entries]
    .sort(([, a], [, b]) => index.order(a) - index.order(b))
    .map(([tensor]) => tensor);
}

/** Nodes that keep values within bounds, round them, or choose some positions. */
const PLAIN = new Set([
  'Clip',
  'Min',
  'Max',
  'Where',
  'QuantizeLinear',
  'DequantizeLinear',
  'DynamicQuantizeLinear',
  'IsInf',
  'IsNaN',
  'ReduceMax',
  'Greater',
  'Less',
  'Slice',
  'Gather',
]);

/** Whether a region does more than convert, scale, bound and choose: then it is a norm. */
export const normalises = (index: GraphIndex, {nodes}: Region): boolean =>
  nodes.some(node => {
    if (passedOn(node, index.producer) !== null || PLAIN.has(node.op)) return false;
    const [input] = variables(index, node);
    return input === undefined || scaleOf(index, node, input) === null;
  });
