import {indexGraph} from './graph-index.ts';
import {makeNode} from './onnx.ts';
import type {OnnxGraph, OnnxNode} from './onnx.ts';

/**
 * Put one branch in the place of each `If` that an input decides. Values inside a branch
 * cannot be graph outputs, values of the graph itself can.
 *
 * @param graph - A graph that is, for example, a decoder with and without cache in one.
 * @param input - Name of the input that decides, e.g. `use_cache_branch`.
 * @param value - The branch to keep.
 * @throws RangeError where two tensors would have the same name.
 */
export function inlineBranches(
  graph: OnnxGraph,
  input: string,
  value: boolean,
): OnnxGraph {
  const decided = new Set([input]);
  const nodes: OnnxNode[] = [];
  const initializers = new Map(graph.initializers);
  for (const node of graph.nodes) {
    const body = node.attributes.get(value ? 'then_branch' : 'else_branch')?.graph;
    if (node.op === 'If' && body && decided.has(node.inputs[0])) {
      nodes.push(...body.nodes);
      for (const [name, tensor] of body.initializers) initializers.set(name, tensor);
      body.outputs.forEach(({name}, i) => {
        const outer = node.outputs[i];
        if (outer && outer !== name) nodes.push(makeNode('Identity', [name], [outer]));
      });
      continue;
    }
    nodes.push(node);
    if (PASSES.has(node.op) && decided.has(node.inputs[0])) decided.add(node.outputs[0]);
  }
  const made = new Set<string>();
  for (const output of nodes.flatMap(({outputs}) => outputs)) {
    if (output !== '' && made.has(output))
      throw new RangeError(`two tensors are named "${output}"`);
    made.add(output);
  }
  const read = new Set(nodes.flatMap(({inputs}) => inputs));
  return {
    ...graph,
    nodes,
    initializers,
    inputs: graph.inputs.filter(({name}) => read.has(name)),
  };
}

const PASSES = new Set(['Identity', 'Cast', 'Squeeze', 'Reshape']);

/** The input that decides between branches, or `null` where there are none. */
export function branchInput({nodes, inputs}: OnnxGraph): string | null {
  const names = new Set(inputs.map(({name}) => name));
  const chosen = nodes.find(
    ({op, inputs: [condition]}) => op === 'If' && names.has(condition),
  );
  return chosen?.inputs[0] ?? null;
}

const SEARCHES = new Set(['BeamSearch', 'GreedySearch', 'Sampling', 'WhisperBeamSearch']);

/**
 * The models inside a search operator, each as a graph of its own; `null` where the
 * graph has none.
 */
export function searchBodies(
  graph: OnnxGraph,
): {encoder: OnnxGraph | null; decoder: OnnxGraph} | null {
  const search = graph.nodes.find(
    node => SEARCHES.has(node.op) && node.domain === 'com.microsoft',
  );
  const decoder = search?.attributes.get('decoder')?.graph;
  if (!search || !decoder) return null;
  const encoder = search.attributes.get('encoder')?.graph ?? null;
  return {
    decoder: withOuterConstants(decoder, graph),
    encoder: encoder && withOuterConstants(encoder, graph),
  };
}

/** A body sees the weights of the graph around it. */
function withOuterConstants(body: OnnxGraph, outer: OnnxGraph): OnnxGraph {
  const index = indexGraph(outer);
  const computed = outer.nodes.filter(({inputs, attributes}) => {
    const hasBody = [...attributes.values()].some(({graph}) => graph);
    return (
      !hasBody && inputs.every(input => input === '' || !dependsOnInputs(index, input))
    );
  });
  return {
    ...body,
    nodes: [...computed, ...body.nodes],
    initializers: new Map([...outer.initializers, ...body.initializers]),
  };
}

/** Whether a tensor needs what is fed, even if only its size. */
function dependsOnInputs(index: ReturnType<typeof indexGraph>, tensor: string): boolean {
  const open = [tensor];
  const seen = new Set<string>();
  const inputs = new Set(index.graph.inputs.map(({name}) => name));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (inputs.has(name)) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(index.producer(name)?.inputs ?? []));
  }
  return false;
}
