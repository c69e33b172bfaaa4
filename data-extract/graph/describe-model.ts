import type {AttentionSite, Unrecognised} from './find-attention.ts';
import {findAttention} from './find-attention.ts';
import type {HeadSite} from './find-head.ts';
import {findHead} from './find-head.ts';
import type {ResidualSite} from './find-residual.ts';
import {findResidual} from './find-residual.ts';
import {indexGraph} from './graph-index.ts';
import type {OnnxGraph} from './onnx.ts';

/** What was found in a graph, and what could not be placed. */
export interface ModelMap {
  graph: OnnxGraph;
  attention: AttentionSite[];
  residual: ResidualSite[];
  head: HeadSite | null;
  unrecognised: Unrecognised[];
}

/** Find the parts of a transformer in its graph. */
export function describeModel(graph: OnnxGraph): ModelMap {
  const index = indexGraph(graph);
  const attention = findAttention(index);
  const residual = findResidual(index, attention.sites);
  return {
    graph,
    attention: attention.sites,
    residual: residual.blocks,
    head: findHead(index),
    unrecognised: [...attention.unrecognised, ...residual.unrecognised],
  };
}
