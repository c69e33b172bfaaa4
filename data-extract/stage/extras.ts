import type {OnnxNode, OnnxTensor} from '../graph/onnx.ts';

/** Nodes and constants from which wanted tensors may be computed. */
export interface Extras {
  nodes: readonly OnnxNode[];
  constants: readonly OnnxTensor[];
  types: readonly (readonly [string, number])[];
  /**
   * Lists of whole numbers that belong to the text rather than to the graph, so that a
   * graph with these additions serves other texts too.
   */
  lists?: readonly TextList[];
}

/** A list that is fed under its name. */
export interface TextList {
  name: string;
  values: readonly number[];
}

/** Where nothing is added. */
export const NO_EXTRAS: Extras = {nodes: [], constants: [], types: []};

/** Put what several parts add together; what they share as one object is taken once. */
export function joinExtras(parts: readonly Extras[]): Extras {
  const all = [...new Set(parts)];
  return {
    nodes: all.flatMap(({nodes}) => nodes),
    constants: all.flatMap(({constants}) => constants),
    types: all.flatMap(({types}) => types),
    lists: all.flatMap(({lists}) => lists ?? []),
  };
}

/** The same, with what several parts share named once. */
export const withoutRepeats = ({nodes, constants, types, lists}: Extras): Extras => ({
  nodes: lastOf(nodes, ({outputs}) => outputs.join('\n')),
  constants: lastOf(constants, ({name}) => name),
  types: [...new Set(types)],
  ...(lists ? {lists} : {}),
});

const lastOf = <T>(all: readonly T[], nameOf: (one: T) => string): T[] => [
  ...new Map(all.map(one => [nameOf(one), one])).values(),
];
