import type {AttentionParts} from '../graph/model-map.ts';
import type {SampledContext} from './samples.ts';

/**
 * The same function, which works out once per attention what many texts ask for: its result
 * may depend on the attention, on which tensors leave the graph whole, and on whether it runs
 * often, on nothing else.
 */
export function oncePerSite<T>(
  make: (context: SampledContext, site: AttentionParts) => T,
): (context: SampledContext, site: AttentionParts) => T {
  type Known = WeakMap<object, WeakMap<AttentionParts, {made: T}>>;
  const [seldom, often]: [Known, Known] = [new WeakMap(), new WeakMap()];
  return (context, site) => {
    const key = context.whole ?? ALL_WHOLE;
    const known = context.often ? often : seldom;
    const ofKey = known.get(key) ?? new WeakMap<AttentionParts, {made: T}>();
    known.set(key, ofKey);
    const former = ofKey.get(site);
    if (former) return former.made;
    const made = make(context, site);
    ofKey.set(site, {made});
    return made;
  };
}

/** Stands for every tensor. */
const ALL_WHOLE = {};
