import type {LayerRequest} from '../stage/layer-request.ts';
import {hookOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import type {MissingPart} from './probe.ts';

/** Layers of the model that a request means, found or not. */
function wantedLayers(
  {layers, chosen}: StageRun,
  wanted: LayerRequest['layers'],
): number[] {
  if (!wanted) return [...layers];
  return wanted.flatMap(layer => {
    const number = typeof layer === 'string' ? chosen[layer]?.layer : layer;
    return (number < 0 ? layers.at(number) : number) ?? [];
  });
}

/**
 * Layers that a request means and in which something was not found.
 *
 * @param found - Those in which it was.
 * @param hook - What a layer that has it would give.
 */
export function missingLayers(
  run: StageRun,
  wanted: LayerRequest['layers'],
  found: readonly number[],
  hook: string,
): MissingPart[] {
  return wantedLayers(run, wanted)
    .filter(layer => !found.includes(layer))
    .map(layer => ({
      layer,
      what: hookOf(run, {layer}, hook),
      reason: reasonFor(run, layer),
    }));
}

/** Why nothing was found in a layer, as far as the graph was understood. */
function reasonFor({map: {unrecognised}, layers}: StageRun, layer: number): string {
  if (!layers.includes(layer)) return `the model has no layer ${layer}`;
  const own = unrecognised.find(({what}) => what.startsWith(`layer ${layer}:`));
  const said = own ?? unrecognised[0];
  return said ? said.reason : 'it was not found in the graph';
}
