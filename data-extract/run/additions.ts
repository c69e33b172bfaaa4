import {ownMemory} from '../graph/fused/onnx-attention.ts';
import {makeNode} from '../graph/onnx.ts';
import type {OnnxNode, OnnxTensor} from '../graph/onnx.ts';
import type {Additions} from '../graph/skeleton.ts';
import type {Extras} from '../stage/extras.ts';
import type {Stage} from './open-stage.ts';

/** What is added to a graph so that tensors become outputs: of the extras what they need. */
export function additionsFor(
  stage: Stage,
  outputs: readonly string[],
  extras: Extras,
): Additions {
  const {graph, index} = stage.map;
  const present = new Set(graph.outputs.map(({name}) => name));
  const makers = new Map<string, OnnxNode>();
  for (const node of [...index.parts.values(), ...extras.nodes]) {
    for (const output of node.outputs) if (output !== '') makers.set(output, node);
  }
  const constants = new Map(extras.constants.map(tensor => [tensor.name, tensor]));
  const lists = new Set(extras.lists?.map(({name}) => name));
  const fed = new Set<string>();
  const nodes = new Set<OnnxNode>();
  const used = new Set<OnnxTensor>();
  // onnxruntime runs what was added last first, as far as it can: taken from early layers
  // first, large tensors are let go of before those of later layers are made.
  const depth = depths(stage, makers);
  const lateFirst = (tensors: readonly string[]): string[] =>
    tensors.toSorted((a, b) => depth(b) - depth(a));
  const add = (tensor: string): void => {
    const constant = constants.get(tensor);
    if (constant) used.add(constant);
    if (lists.has(tensor)) fed.add(tensor);
    const node = makers.get(tensor);
    if (!node || nodes.has(node)) return;
    node.inputs.forEach(add);
    nodes.add(node);
  };
  lateFirst(outputs.toReversed()).forEach(add);
  const made = new Set([...nodes].flatMap(node => node.outputs));
  const early = [...new Set(extras.early)].filter(part => made.has(part));
  const all = [...nodes, ...lateFirst(early).map(takenEarly)];
  return {
    // Parts of a fused operator are named like the whole, which is there already.
    nodes: all.map(node => ({...node, name: `aim/${node.outputs[0]}`})),
    constants: [...used],
    inputs: [...fed],
    types: extras.types.filter(([name]) => made.has(name)),
    outputs: [...new Set([...outputs, ...[...nodes].flatMap(ownMemory)])].filter(
      name => !present.has(name),
    ),
  };
}

/**
 * A node that nothing reads, for a part that is taken early. onnxruntime works its way back
 * from such nodes, from what was added last first: so parts are taken from early layers
 * first, and tensors are let go of before those of later layers are made. Else they would
 * all be kept for what is done with the parts of all layers in the end.
 */
const takenEarly = (part: string): OnnxNode =>
  makeNode('Shape', [part], [`${part}/taken`]);

/** How far into the graph a tensor lies: the place of the last node that it is made of. */
function depths(
  {map: {graph}}: Stage,
  makers: ReadonlyMap<string, OnnxNode>,
): (tensor: string) => number {
  const known = new Map<string, number>();
  graph.nodes.forEach(({outputs}, i) => outputs.forEach(output => known.set(output, i)));
  const depth = (tensor: string): number => {
    const found = known.get(tensor);
    if (found !== undefined) return found;
    known.set(tensor, -1);
    const made = Math.max(-1, ...(makers.get(tensor)?.inputs ?? []).map(depth));
    known.set(tensor, made);
    return made;
  };
  return depth;
}
