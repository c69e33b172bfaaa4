import type {AttentionParts, ModelMap} from '../graph/model-map.ts';
import {allAttention} from '../graph/model-map.ts';
import {remakesInGraph} from './samples.ts';
import type {SampledContext} from './samples.ts';
import {layoutOf} from './tap-samples.ts';

/**
 * The attention, in the order of layers, that is made again together with one: whatever
 * lies as it does. That it is of the same size is noticed when it runs.
 */
export function alikeSites(
  context: SampledContext,
  site: AttentionParts,
): readonly AttentionParts[] {
  if (!context.together || !remakesInGraph(context)) return [site];
  const {map} = context;
  const known = GROUPS.get(map) ?? groupsOf(map);
  GROUPS.set(map, known);
  return known.get(site) ?? [site];
}

/**
 * Things of all layers in groups that are made again together: those with the same key; each
 * by itself where nothing is done together. Within a group they keep their order.
 */
export function alikeGroups<T>(
  {together}: Pick<SampledContext, 'together'>,
  all: readonly T[],
  keyOf: (one: T) => unknown,
): T[][] {
  if (!together) return all.map(one => [one]);
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = JSON.stringify(keyOf(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Many texts ask for the same. */
const GROUPS = new WeakMap<ModelMap, Groups>();

type Groups = ReadonlyMap<AttentionParts, readonly AttentionParts[]>;

function groupsOf(map: ModelMap): Groups {
  const known = allAttention(map).filter(site => wayOf(site) !== null);
  return new Map(
    alikeGroups({together: true}, known, wayOf).flatMap(sites =>
      sites.map(site => [site, sites] as const),
    ),
  );
}

/** How an attention lies; `null` where something of it cannot be read. */
function wayOf(site: AttentionParts): string | null {
  const {role, query, key, value, context, scores, softmax} = site;
  if (!query || !key || !value || !context) return null;
  const taps = [query.rotated, key.rotated, value.projected, context].map(layoutOf);
  return [role, ...taps, scores !== null, softmax !== null].join(' ');
}
