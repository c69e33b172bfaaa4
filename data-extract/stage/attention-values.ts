import type {AttentionParts} from '../graph/model-map.ts';
import {NO_EXTRAS} from './extras.ts';
import type {Extras} from './extras.ts';
import {lookedAt, lookedAtRows, remade, remadeOf, rowsLookedAt} from './looked-at.ts';
import {headsOf, patternOf, valueOf} from './stage-run.ts';
import type {StageContext, StageRun} from './stage-run.ts';

/** Tensors from which the sizes of an attention are told. */
export const sizeOutputs = (site: AttentionParts): string[] => [
  site.pattern,
  ...(site.context ? [site.context.tensor] : []),
  ...(site.query ? [site.query.rotated.tensor] : []),
  ...(site.key ? [site.key.rotated.tensor] : []),
  ...(site.value ? [site.value.projected.tensor] : []),
];

/** What {@link fitScale} needs besides: scores of the queries that are looked at. */
export function scaleNeeds(
  context: Pick<StageContext, 'tokens'>,
  {scores}: AttentionParts,
): {outputs: string[]; extras: Extras} {
  if (!scores) return {outputs: [], extras: NO_EXTRAS};
  const {output, extras} = rowsLookedAt(context, scores.tensor);
  return {outputs: [output], extras};
}

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

/** Sizes of an attention, or `null` where queries or values are not known. */
export function sizesOf(run: StageRun, site: AttentionParts): AttentionSizes | null {
  const {shape} = patternOf(run, site.pattern);
  const [heads, queries, keys] = shape;
  if (!site.query || !site.key || !site.value || !site.context) return null;
  const size = valueOf(run, site.query.rotated.tensor).data.length / queries / heads;
  const valueSize = valueOf(run, site.context.tensor).data.length / queries / heads;
  const keyHeads =
    valueOf(run, site.value.projected.tensor).data.length / keys / valueSize;
  const fits = [size, valueSize, keyHeads, heads / keyHeads].every(Number.isInteger);
  return fits ? {heads, queries, keys, size, valueSize, keyHeads} : null;
}

/** Products of queries and keys, and the one number that they are scaled with. */
export interface ScaleFit {
  /** The number; `null` where the scores are no multiple of the products. */
  scale: number | null;
  /** Largest deviation, relative to the largest score. */
  error: number;
}

/**
 * The scale of the scores: what products of queries and keys are remade with. It is
 * taken from the values, so it holds however the graph spreads it over its nodes. Some
 * queries and keys speak for all.
 *
 * @returns `null` where queries, keys or scores cannot be read.
 */
export function fitScale(run: StageRun, site: AttentionParts): ScaleFit | null {
  const ofRun = FITS.get(run) ?? new Map<AttentionParts, ScaleFit | null>();
  FITS.set(run, ofRun);
  const known = ofRun.get(site);
  if (known !== undefined) return known;
  const fit = fittedScale(run, site);
  ofRun.set(site, fit);
  return fit;
}

/** Both a probe and a check want it. */
const FITS = new WeakMap<StageRun, Map<AttentionParts, ScaleFit | null>>();

function fittedScale(run: StageRun, site: AttentionParts): ScaleFit | null {
  const sizes = sizesOf(run, site);
  if (!sizes || !site.scores || !site.query || !site.key || site.softcap) return null;
  const {heads, queries, keys, size, keyHeads} = sizes;
  const {data: scores} = lookedAtRows(run, site.scores.tensor);
  const looked = lookedAt(queries);
  const places = remade(looked.length);
  const rows = places.map(place => looked[place]);
  const columns = remadeOf(keys);
  const {data: q} = headsOf(run, site.query.rotated, queries, size, rows);
  const {data: k} = headsOf(run, site.key.rotated, keys, size, columns);
  const products = new Float64Array(heads * rows.length * columns.length);
  const measured = new Float32Array(products.length);
  let [along, square, at] = [0, 0, 0];
  for (let h = 0; h < heads; h++) {
    const keyHead = Math.floor((h * keyHeads) / heads);
    for (let i = 0; i < rows.length; i++) {
      const from = (i * heads + h) * size;
      const scoresFrom = (h * looked.length + places[i]) * keys;
      for (let j = 0; j < columns.length; j++) {
        const to = (j * keyHeads + keyHead) * size;
        let product = 0;
        for (let d = 0; d < size; d++) product += q[from + d] * k[to + d];
        const score = scores[scoresFrom + columns[j]];
        products[at] = product;
        measured[at++] = score;
        along += product * score;
        square += product * product;
      }
    }
  }
  if (square === 0) return null;
  const scale = along / square;
  let [worst, largest] = [0, 0];
  for (let i = 0; i < products.length; i++) {
    worst = Math.max(worst, Math.abs(products[i] * scale - measured[i]));
    largest = Math.max(largest, Math.abs(measured[i]));
  }
  const error = largest === 0 ? worst : worst / largest;
  return {scale: error < 0.01 ? scale : null, error};
}

/**
 * The weighted sums of values of some queries, computed again from pattern and values;
 * largest deviation.
 */
export function contextError(run: StageRun, site: AttentionParts): number | null {
  const sizes = sizesOf(run, site);
  if (!sizes || !site.value || !site.context) return null;
  const {heads, queries, keys, valueSize, keyHeads} = sizes;
  const {data: pattern} = patternOf(run, site.pattern);
  const rows = remadeOf(queries);
  const {data: v} = headsOf(run, site.value.projected, keys, valueSize);
  const {data: z} = headsOf(run, site.context, queries, valueSize, rows);
  const sums = new Float64Array(valueSize);
  let [worst, largest] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    for (let h = 0; h < heads; h++) {
      const keyHead = Math.floor((h * keyHeads) / heads);
      sums.fill(0);
      for (let j = 0; j < keys; j++) {
        const weight = pattern[(h * queries + rows[i]) * keys + j];
        // Half of a causal pattern.
        if (weight === 0) continue;
        const from = (j * keyHeads + keyHead) * valueSize;
        for (let d = 0; d < valueSize; d++) sums[d] += weight * v[from + d];
      }
      for (let d = 0; d < valueSize; d++) {
        const expected = z[(i * heads + h) * valueSize + d];
        worst = Math.max(worst, Math.abs(sums[d] - expected));
        largest = Math.max(largest, Math.abs(expected));
      }
    }
  }
  return largest === 0 ? worst : worst / largest;
}
