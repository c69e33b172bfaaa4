import type {OnnxNode, OnnxTensor} from '../graph/onnx.ts';

/** Nodes and constants from which wanted tensors may be computed. */
export interface Extras {
  nodes: readonly OnnxNode[];
  constants: readonly OnnxTensor[];
  types: readonly (readonly [string, number])[];
}

/** Where nothing is added. */
export const NO_EXTRAS: Extras = {nodes: [], constants: [], types: []};

/** Put what several parts add together. */
export const joinExtras = (all: readonly Extras[]): Extras => ({
  nodes: all.flatMap(({nodes}) => nodes),
  constants: all.flatMap(({constants}) => constants),
  types: all.flatMap(({types}) => types),
});
