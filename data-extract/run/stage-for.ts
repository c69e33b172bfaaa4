import {neededGraph} from '../graph/needed-graph.ts';
import type {Extras} from '../stage/extras.ts';
import type {Stage} from './open-stage.ts';

/**
 * The same graph with no more than what some tensors are made of.
 *
 * @param outputs - Which of the graph's own outputs it keeps.
 * @param wanted - Tensors that are read besides: of the graph, or of `extras`.
 */
export function stageFor(
  stage: Stage,
  outputs: readonly string[],
  wanted: readonly string[],
  {nodes}: Pick<Extras, 'nodes'>,
): Stage {
  const {map} = stage;
  const read = [...wanted, ...nodes.flatMap(({inputs}) => inputs)];
  return {...stage, map: {...map, graph: neededGraph(map.graph, outputs, read)}};
}
