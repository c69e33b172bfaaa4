import type {AttentionParts} from '../graph/model-map.ts';
import {alikeSites} from './alike-sites.ts';
import {PairCache} from './pair-cache.ts';
import type {SampledContext} from './samples.ts';

/**
 * The same function, which works out once per attention what many texts ask for: its result
 * may depend on the attention, on which tensors leave the graph whole, on whether it runs
 * often, and on whether layers are checked together, on nothing else.
 */
export function oncePerSite<T>(
  make: (context: SampledContext, site: AttentionParts) => T,
): (context: SampledContext, site: AttentionParts) => T {
  type Known = PairCache<object, AttentionParts, T>;
  const [seldom, often, together]: Known[] = [1, 2, 3].map(() => new PairCache());
  return (context, site) =>
    (!context.often ? seldom : context.together ? together : often).of(
      context.whole ?? ALL_WHOLE,
      site,
      () => make(context, site),
    );
}

/** Stands for every tensor. */
const ALL_WHOLE = {};

/**
 * The same of all attention that is made again together, each with its place among these.
 *
 * @param make - Makes one of each, or none.
 */
export function oncePerGroup<T>(
  make: (context: SampledContext, sites: readonly AttentionParts[]) => T[] | null,
): (context: SampledContext, site: AttentionParts) => T | null {
  const ofFirst = oncePerSite((context, first) =>
    make(context, alikeSites(context, first)),
  );
  return (context, site) => {
    const sites = alikeSites(context, site);
    return ofFirst(context, sites[0])?.[sites.indexOf(site)] ?? null;
  };
}
