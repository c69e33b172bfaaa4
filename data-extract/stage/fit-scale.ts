import type {AttentionParts} from '../graph/model-map.ts';
import {rowProducts} from '../numbers/row-products.ts';
import {needsOf, sizesOf} from './attention-sizes.ts';
import type {AttentionSizes, Needs} from './attention-sizes.ts';
import {NO_EXTRAS} from './extras.ts';
import {oncePerSite} from './once-per-site.ts';
import {PairCache} from './pair-cache.ts';
import {cellsOf, remadeProducts} from './remade-products.ts';
import {chosenOf, leavesWhole, ofKeys, rowsAt} from './samples.ts';
import type {Sample, SampledContext} from './samples.ts';
import {valueOf} from './stage-run.ts';
import type {StageRun} from './stage-run.ts';
import {sampleTap, tapRows} from './tap-samples.ts';

/** Products of queries and keys, and the one number that they are scaled with. */
export interface ScaleFit {
  /** The number; `null` where the scores are no multiple of the products. */
  scale: number | null;
  /** Largest deviation, relative to the largest score. */
  error: number;
}

/** What {@link fitScale} reads besides the sizes. */
export const scaleNeeds = oncePerSite((context, site): Needs => {
  const {query, key, scores} = site;
  if (!query || !key || !scores) return needsOf([]);
  return (
    remadeProducts(context, site) ??
    needsOf([
      sampleTap(context, query.rotated, 'remade', 'own'),
      sampleTap(context, key.rotated, 'remade', ofKeys(site)),
      sampleCells(context, site, scores.tensor),
    ])
  );
});

/** Scores of some queries and some keys. */
const sampleCells = (
  context: SampledContext,
  site: AttentionParts,
  scores: string,
): Sample =>
  leavesWhole(context, scores)
    ? {output: scores, extras: NO_EXTRAS}
    : cellsOf(scores, ofKeys(site));

/** These scores as they lie in the order of heads, queries and keys. */
function cellsIn(
  run: StageRun,
  site: AttentionParts,
  scores: string,
  columns: readonly number[],
): Float32Array {
  if (!leavesWhole(run, scores)) {
    return valueOf(run, cellsOf(scores, ofKeys(site)).output).data;
  }
  const {data, shape} = rowsAt(run, scores, 'remade');
  const keys = shape[shape.length - 1];
  const cells = new Float32Array((data.length / keys) * columns.length);
  for (let row = 0, at = 0; row < data.length; row += keys) {
    for (const column of columns) cells[at++] = data[row + column];
  }
  return cells;
}

/**
 * The scale of the scores: what products of queries and keys are remade with. It is
 * taken from the values, so it holds however the graph spreads it over its nodes. Some
 * queries and keys speak for all.
 *
 * @returns `null` where queries, keys or scores cannot be read.
 */
export const fitScale = (run: StageRun, site: AttentionParts): ScaleFit | null =>
  FITS.of(run, site, () => fittedScale(run, site));

/** Both a probe and a check want it. */
const FITS = new PairCache<StageRun, AttentionParts, ScaleFit | null>();

function fittedScale(run: StageRun, site: AttentionParts): ScaleFit | null {
  const sizes = sizesOf(run, site);
  if (!sizes || !site.scores || !site.query || !site.key || site.softcap) return null;
  const {products, scores} =
    remadeProducts(run, site)?.read(run) ?? madeOutside(run, site, sizes);
  let [along, square] = [0, 0];
  for (let i = 0; i < products.length; i++) {
    along += products[i] * scores[i];
    square += products[i] * products[i];
  }
  if (square === 0) return null;
  const scale = along / square;
  let [worst, largest] = [0, 0];
  for (let i = 0; i < products.length; i++) {
    worst = Math.max(worst, Math.abs(products[i] * scale - scores[i]));
    largest = Math.max(largest, Math.abs(scores[i]));
  }
  const error = largest === 0 ? worst : worst / largest;
  return {scale: error < 0.01 ? scale : null, error};
}

/** Products and scores of values that have left the graph. */
function madeOutside(
  run: StageRun,
  site: AttentionParts,
  sizes: AttentionSizes,
): {products: Float64Array; scores: Float32Array} {
  const {query, key, scores} = site;
  if (!query || !key || !scores) throw new Error('there are no products to be made');
  const {queries, keys, size} = sizes;
  const columns = chosenOf('remade', keys);
  const products = productsOf(
    tapRows(run, query.rotated, 'remade', 'own', queries, size).data,
    tapRows(run, key.rotated, 'remade', ofKeys(site), keys, size).data,
    sizes,
    columns.length,
  );
  return {products, scores: cellsIn(run, site, scores.tensor, columns)};
}

/**
 * Products of queries and keys `[head, query, key]`, of each head with the keys of its
 * group.
 *
 * @param columns - Number of keys.
 */
function productsOf(
  q: Float32Array,
  k: Float32Array,
  {heads, keyHeads, size}: AttentionSizes,
  columns: number,
): Float64Array {
  const rows = q.length / heads / size;
  const products = new Float64Array(heads * rows * columns);
  // Made wide once, not with every product.
  const [query, key] = [new Float64Array(rows * size), new Float64Array(columns * size)];
  for (let h = 0; h < heads; h++) {
    takeHead(query, q, h, heads, size);
    takeHead(key, k, Math.floor((h * keyHeads) / heads), keyHeads, size);
    products.set(rowProducts(query, key, size), h * rows * columns);
  }
  return products;
}

/** One head of `[position, head, entry]`. */
function takeHead(
  own: Float64Array,
  all: Float32Array,
  head: number,
  heads: number,
  size: number,
): void {
  for (
    let at = 0, from = head * size;
    at < own.length;
    at += size, from += heads * size
  ) {
    for (let d = 0; d < size; d++) own[at + d] = all[from + d];
  }
}
