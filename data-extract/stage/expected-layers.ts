import {isLinear} from '../graph/graph-index.ts';
import type {GraphIndex} from '../graph/graph-index.ts';
import {layerOf} from '../graph/layers.ts';
import type {ModelMap} from '../graph/model-map.ts';
import type {ResolvedModel} from '../models/resolved-model.ts';
import type {Stack} from './stage-run.ts';

/** What `config.json` calls the number of layers. */
const NAMES: Readonly<Record<Stack, readonly string[]>> = {
  only: ['num_hidden_layers', 'n_layer', 'num_layers', 'n_layers'],
  encoder: ['encoder_layers', 'num_layers', 'num_encoder_layers'],
  decoder: ['decoder_layers', 'num_decoder_layers', 'num_layers'],
};

/**
 * The layers that a graph has: those that were found, that names in it speak of, and that
 * `config.json` counts. Of a graph that was read wholly all three agree.
 */
export function expectedLayers(
  {blocks, index}: Pick<ModelMap, 'blocks' | 'index'>,
  stack: Stack,
  config: ResolvedModel['config'],
): number[] {
  const counted = NAMES[stack]
    .map(name => config?.[name])
    .find((value): value is number => typeof value === 'number');
  const found = blocks.map(({layer}) => layer + 1);
  const count = Math.max(counted ?? 0, layersNamed(index), ...found);
  return Array.from({length: count}, (_, layer) => layer);
}

/** How many layers names of a graph's weight matrices count. */
function layersNamed(index: GraphIndex): number {
  const known = NAMED.get(index);
  if (known !== undefined) return known;
  const linears = index.nodes.filter(node => isLinear(index, node));
  const count = Math.max(0, ...linears.map(node => (layerOf([node]) ?? -1) + 1));
  NAMED.set(index, count);
  return count;
}

/** Every text asks for the same. */
const NAMED = new WeakMap<GraphIndex, number>();
