import type {GraphIndex} from './graph-index.ts';
import type {OnnxNode} from './onnx.ts';
import {isSize} from './ops.ts';

/**
 * Nodes on the ways along which values flow from one tensor to another, in topological
 * order. Sizes are no values: a way through `Shape` does not count.
 *
 * @param stop - Nodes through which no way is followed.
 */
export function nodesBetween(
  index: GraphIndex,
  from: string,
  to: string,
  stop: (node: OnnxNode) => boolean = () => false,
): OnnxNode[] {
  const source = index.producer(from);
  const first = source ? index.order(source) : -1;
  const behind = new Set<OnnxNode>();
  const open = [to];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    if (tensor === from) continue;
    const node = index.producer(tensor);
    if (!node || behind.has(node) || isSize(node) || stop(node)) continue;
    // Nodes stand in topological order: what comes before the source cannot read it.
    if (index.order(node) <= first && node !== source) continue;
    if (node === source) continue;
    behind.add(node);
    open.push(...node.inputs);
  }
  const reached = new Set([from]);
  return [...behind]
    .sort((a, b) => index.order(a) - index.order(b))
    .filter(node => {
      if (!node.inputs.some(input => reached.has(input))) return false;
      for (const output of node.outputs) if (output !== '') reached.add(output);
      return true;
    });
}

/** Whether values flow from one tensor to another. */
export const reaches = (
  index: GraphIndex,
  from: string,
  to: string,
  stop?: (node: OnnxNode) => boolean,
): boolean => from === to || nodesBetween(index, from, to, stop).length > 0;

/**
 * Tensors through which all values must pass that flow from one tensor to another, in
 * order, both ends included; empty where nothing flows.
 */
export function narrows(index: GraphIndex, from: string, to: string): string[] {
  if (from === to) return [from];
  const nodes = nodesBetween(index, from, to);
  const last = new Map<string, number>();
  nodes.forEach((node, i) => {
    for (const input of node.inputs) last.set(input, i);
  });
  const made = new Set([from, ...nodes.flatMap(({outputs}) => outputs)]);
  const result = nodes.length > 0 ? [from] : [];
  let live = new Set([from]);
  nodes.forEach((node, i) => {
    live = new Set([...live].filter(tensor => (last.get(tensor) ?? -1) > i));
    for (const output of node.outputs) {
      if (output === to || ((last.get(output) ?? -1) > i && made.has(output)))
        live.add(output);
    }
    if (live.size === 1) {
      const [tensor] = live;
      if (tensor !== result[result.length - 1]) result.push(tensor);
    }
  });
  return result;
}

/** The nodes that a tensor's values come from, nearest first, as far as `stop` allows. */
export function upstream(
  index: GraphIndex,
  tensor: string,
  stop: (node: OnnxNode) => boolean,
  limit = 10_000,
): OnnxNode[] {
  const seen = new Set<OnnxNode>();
  const open = [tensor];
  while (open.length > 0 && seen.size < limit) {
    const node = index.producer(open.shift() ?? '');
    if (!node || seen.has(node)) continue;
    seen.add(node);
    if (!stop(node)) open.push(...node.inputs);
  }
  return [...seen];
}
