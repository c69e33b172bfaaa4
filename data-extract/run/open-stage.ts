import {UserError} from '../../foundations/user-error.ts';
import {branchInput, inlineBranches, searchBodies} from '../graph/bodies.ts';
import {FileSource} from '../graph/byte-source.ts';
import {describeModel} from '../graph/describe-model.ts';
import {takeOutNorms} from '../graph/fused/query-key-norms.ts';
import type {ModelMap} from '../graph/model-map.ts';
import type {OnnxGraph, OnnxModel} from '../graph/onnx.ts';
import {readModel} from '../graph/read-graph.ts';
import {findWeightFiles} from '../graph/weight-files.ts';
import type {WeightFiles} from '../graph/weight-files.ts';

/** A graph that can be run, and what was found in it. */
export interface Stage {
  path: string;
  model: OnnxModel;
  /** The graph to run: the model's own, or one taken out of it. */
  map: ModelMap;
  files: WeightFiles;
  /** Whether the graph was changed beyond additions: a branch put in the place of an `If`. */
  inlined: boolean;
}

/** Which graph of a file is meant. */
export interface StageChoice {
  /** In a file with both: the branch that reads a cache, or the one that does not. */
  withPast: boolean;
  /** In a file with a search operator: the encoder or the decoder inside. */
  body: 'encoder' | 'decoder';
}

/**
 * Read a graph and find the parts of a transformer in it.
 *
 * @throws UserError where the file is no ONNX model or not safe to load.
 */
export function openStage(path: string, choice: StageChoice): Stage {
  return readable(path, () => {
    const source = new FileSource(path);
    let model: OnnxModel;
    try {
      model = readModel(source);
    } finally {
      source.close();
    }
    const {graph, inlined} = chooseGraph(model.graph, choice);
    const files = findWeightFiles(path, graph);
    return {path, model, map: describeModel(takeOutNorms(graph)), files, inlined};
  });
}

function chooseGraph(
  graph: OnnxGraph,
  {withPast, body}: StageChoice,
): {graph: OnnxGraph; inlined: boolean} {
  const bodies = searchBodies(graph);
  if (bodies) {
    const chosen = bodies[body];
    if (!chosen) throw new RangeError(`its search operator has no ${body}`);
    return {graph: chosen, inlined: false};
  }
  const branch = branchInput(graph);
  return branch === null
    ? {graph, inlined: false}
    : {graph: inlineBranches(graph, branch, withPast), inlined: true};
}

/** Turn what is wrong with a file into an error that names it. */
function readable<T>(path: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(
      'model-invalid',
      `${path} cannot be read as an ONNX model: ${error.message}.`,
      'Download or export the file again.',
    );
  }
}

/** The graph of a stage as it stands in the file. */
export const openOriginal = (stage: Stage): Stage => ({
  ...stage,
  map: describeModel(stage.model.graph),
  inlined: false,
});
