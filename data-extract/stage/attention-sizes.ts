import type {AttentionParts} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import {NO_EXTRAS, joinExtras} from './extras.ts';
import {alikeSites} from './alike-sites.ts';
import {PairCache} from './pair-cache.ts';
import type {Results} from './computed.ts';
import {oncePerSite} from './once-per-site.ts';
import {countOf, leavesWhole, ofKeys, OtherPositions} from './samples.ts';
import type {Sample, SampledContext, SampledRun} from './samples.ts';
import {valueOf} from './stage-run.ts';
import {entriesIn, tapShape} from './tap-samples.ts';

/** Sizes of an attention as it ran. */
export interface AttentionSizes {
  heads: number;
  queries: number;
  keys: number;
  /** Entries of queries and keys, and of values. */
  size: number;
  valueSize: number;
  /** Heads of keys and values; fewer than `heads` where several share one. */
  keyHeads: number;
}

/** What is read for a purpose: outputs, and what makes them. */
export interface Needs {
  outputs: string[];
  extras: Sample['extras'];
}

export const needsOf = (samples: readonly Sample[]): Needs => ({
  outputs: samples.map(({output}) => output),
  extras: joinExtras(samples.map(({extras}) => extras)),
});

export const joinNeeds = (all: readonly Needs[]): Needs => ({
  outputs: all.flatMap(({outputs}) => outputs),
  extras: joinExtras(all.map(({extras}) => extras)),
});

/** Tensors of an attention that leave the graph whole; its sizes are told from these, too. */
export const sizeOutputs = (site: AttentionParts): string[] => [
  site.pattern,
  ...(site.context ? [site.context.tensor] : []),
  ...(site.query ? [site.query.rotated.tensor] : []),
  ...(site.key ? [site.key.rotated.tensor] : []),
  ...(site.value ? [site.value.projected.tensor] : []),
];

const shapeName = (tensor: string): string => `aim/shape/${tensor}`;

function shapeOf(context: SampledContext, tensor: string): Sample {
  if (leavesWhole(context, tensor)) return {output: tensor, extras: NO_EXTRAS};
  const output = shapeName(tensor);
  return {
    output,
    extras: {...NO_EXTRAS, nodes: [makeNode('Shape', [tensor], [output])]},
  };
}

const shapeIn = (run: SampledRun, tensor: string): readonly number[] =>
  leavesWhole(run, tensor)
    ? valueOf(run, tensor).shape
    : Array.from(valueOf(run, shapeName(tensor)).data);

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/**
 * What {@link sizesOf} reads. Of layers that are checked together one tells what the size of
 * a head is: that of the others is the same, or the graph does not run.
 */
export const sizeNeeds = oncePerSite((context, site): Needs => {
  const [{query, context: made, value}] = alikeSites(context, site);
  return needsOf([
    shapeOf(context, site.pattern),
    ...(query ? [tapShape(context, query.rotated)] : []),
    ...(made ? [tapShape(context, made)] : []),
    ...(value ? [shapeOf(context, value.projected.tensor)] : []),
  ]);
});

/**
 * Heads, queries and keys of an attention.
 *
 * @throws OtherPositions where these are not the tokens of the text, though positions were
 * taken as if they were.
 */
export function patternSizes(
  run: SampledRun,
  site: AttentionParts,
): Pick<AttentionSizes, 'heads' | 'queries' | 'keys'> {
  const shape = shapeIn(run, site.pattern);
  const [queries, keys] = shape.slice(-2);
  const isOfText = queries === countOf(run, 'own') && keys === countOf(run, ofKeys(site));
  if (run.whole && !isOfText) throw new OtherPositions(site.pattern);
  const heads = sizeOf(shape.slice(0, -2));
  return {heads, queries, keys};
}

/** Sizes of an attention, or `null` where queries or values are not known. */
export const sizesOf = (run: SampledRun, site: AttentionParts): AttentionSizes | null =>
  SIZES.of(run.values, site, () => readSizes(run, site));

/** Probes and checks want them. */
const SIZES = new PairCache<Results, AttentionParts, AttentionSizes | null>();

function readSizes(run: SampledRun, site: AttentionParts): AttentionSizes | null {
  const {heads, queries, keys} = patternSizes(run, site);
  const [first] = alikeSites(run, site);
  const {query, key, value, context} = first;
  if (!query || !key || !value || !context) return null;
  // What is laid down together is taken apart as if each had as many.
  if (patternSizes(run, first).heads !== heads) throw new OtherPositions(site.pattern);
  const [size, valueSize] = [query.rotated, context].map(
    tap => entriesIn(run, tap, queries) / heads,
  );
  const keyHeads = sizeOf(shapeIn(run, value.projected.tensor)) / keys / valueSize;
  const fits = [size, valueSize, keyHeads, heads / keyHeads].every(Number.isInteger);
  return fits ? {heads, queries, keys, size, valueSize, keyHeads} : null;
}
