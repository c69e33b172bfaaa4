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
  /**
   * Parts of tensors that are joined with those of other layers. Each is to be taken while
   * its tensor is at hand, not once the last layer has run.
   */
  early?: readonly string[];
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
    early: all.flatMap(({early}) => early ?? []),
  };
}

/** The same, with what several parts share named once. */
export const withoutRepeats = ({
  nodes,
  constants,
  types,
  lists,
  early,
}: Extras): Extras => ({
  nodes: lastOf(nodes, ({outputs}) => outputs.join('\n')),
  constants: lastOf(constants, ({name}) => name),
  types: [...new Set(types)],
  ...(lists ? {lists} : {}),
  ...(early ? {early: [...new Set(early)]} : {}),
});

const lastOf = <T>(all: readonly T[], nameOf: (one: T) => string): T[] => [
  ...new Map(all.map(one => [nameOf(one), one])).values(),
];

/**
 * Whether extras consist of the same parts; most are the very same, which is soon told. The
 * lists of a text are fed, so their values may differ.
 */
export const sameExtras = (a: Extras, b: Extras): boolean =>
  a === b ||
  (sameList(a.nodes, b.nodes, node => JSON.stringify(partsOf(node))) &&
    sameList(a.constants, b.constants, constant => JSON.stringify(constant)) &&
    sameList(a.types, b.types, String) &&
    sameList(namesIn(a), namesIn(b)));

/** @param text - Tells whether two that are not the very same are alike. */
export const sameList = <T>(
  a: readonly T[],
  b: readonly T[],
  text: ((one: T) => string) | null = null,
): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((one, i) => one === b[i] || (text !== null && text(one) === text(b[i]))));

const namesIn = ({lists = []}: Extras): string[] => lists.map(({name}) => name);

/** What tells a node that is added from others. */
export const partsOf = ({
  op,
  domain,
  inputs,
  outputs,
  attributes,
}: OnnxNode): unknown[] => [...[op, domain, inputs, outputs], ...attributes];

/**
 * Joins extras of text after text: where each part is as it was for the text before, nodes
 * and constants that were put together then serve again.
 */
export class JoinMemory {
  private former: {parts: readonly Extras[]; joined: Extras} | null = null;

  public join(parts: readonly Extras[]): Extras {
    const {former} = this;
    const isAsBefore =
      former?.parts.length === parts.length &&
      parts.every((part, i) => sameExtras(part, former.parts[i]));
    const joined = isAsBefore ? former.joined : joinExtras(parts);
    if (!isAsBefore) this.former = {parts, joined};
    return {...joined, lists: parts.flatMap(({lists}) => lists ?? [])};
  }
}
