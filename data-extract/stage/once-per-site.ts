import type {AttentionParts} from '../graph/model-map.ts';
import {PairCache} from './pair-cache.ts';
import type {SampledContext} from './samples.ts';

/**
 * The same function, which works out once per attention what many texts ask for: its result
 * may depend on the attention, on which tensors leave the graph whole, and on whether it runs
 * often, on nothing else.
 */
export function oncePerSite<T>(
  make: (context: SampledContext, site: AttentionParts) => T,
): (context: SampledContext, site: AttentionParts) => T {
  type Known = PairCache<object, AttentionParts, T>;
  const [seldom, often]: [Known, Known] = [new PairCache(), new PairCache()];
  return (context, site) =>
    (context.often ? often : seldom).of(context.whole ?? ALL_WHOLE, site, () =>
      make(context, site),
    );
}

/** Stands for every tensor. */
const ALL_WHOLE = {};
