import type {OnnxGraph, OnnxNode} from './onnx.ts';

/**
 * A graph with the nodes alone that some tensors are made of: runtimes run all that are
 * there, whether anything reads what they make or not. Pure.
 *
 * @param outputs - Which of its outputs it keeps.
 * @param read - Tensors that are read besides; those that it does not make are left to others.
 */
export function neededGraph(
  graph: OnnxGraph,
  outputs: readonly string[],
  read: readonly string[],
): OnnxGraph {
  const kept = new Set(outputs);
  const own = {...graph, outputs: graph.outputs.filter(({name}) => kept.has(name))};
  // What the bodies of loops and branches read of the graph around them is not written down.
  if (graph.nodes.some(hasBody)) return own;
  const makers = new Map(
    graph.nodes.flatMap(node => node.outputs.map(output => [output, node] as const)),
  );
  const needed = new Set<OnnxNode>();
  const open = [...own.outputs.map(({name}) => name), ...read];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    const maker = makers.get(tensor);
    if (tensor === '' || !maker || needed.has(maker)) continue;
    needed.add(maker);
    open.push(...maker.inputs);
  }
  return {...own, nodes: graph.nodes.filter(node => needed.has(node))};
}

/** Whether a node is a loop or a branch. */
export const hasBody = ({attributes}: OnnxNode): boolean =>
  [...attributes.values()].some(({graph}) => graph);
