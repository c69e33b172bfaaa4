import type {GraphIndex} from './graph-index.ts';
import type {OnnxGraph, OnnxNode} from './onnx.ts';
import {nodesBetween} from './paths.ts';

/**
 * A graph that does not go the way from one tensor to an output of its own, as far as
 * nothing else reads what is made on it. Pure.
 *
 * @param to - The output, which it no longer has.
 * @param read - Tensors that are read besides.
 */
export function dropWay(
  index: GraphIndex,
  from: string,
  to: string,
  read: ReadonlySet<string>,
): OnnxGraph {
  const {graph} = index;
  const outputs = graph.outputs.filter(({name}) => name !== to);
  const needed = new Set([...read, ...outputs.map(({name}) => name)]);
  if (needed.has(to)) return graph;
  const way = new Set(nodesBetween(index, from, to));
  const dropped = new Set<OnnxNode>();
  for (const node of graph.nodes.filter(one => !way.has(one)))
    node.inputs.forEach(input => needed.add(input));
  // Backwards: what only dropped nodes read is not needed either.
  const backwards = [...way].sort((a, b) => index.order(b) - index.order(a));
  for (const node of backwards) {
    if (node.outputs.some(output => needed.has(output)))
      node.inputs.forEach(input => needed.add(input));
    else dropped.add(node);
  }
  return {...graph, outputs, nodes: graph.nodes.filter(node => !dropped.has(node))};
}
