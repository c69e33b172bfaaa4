import type {AttentionParts} from '../graph/model-map.ts';
import {rowProducts} from '../numbers/row-products.ts';
import {needsOf, sizesOf} from './attention-sizes.ts';
import type {AttentionSizes, Needs} from './attention-sizes.ts';
import {NO_EXTRAS, joinExtras} from './extras.ts';
import {oncePerSite} from './once-per-site.ts';
import {PairCache} from './pair-cache.ts';
import {remadeProducts} from './remade-products.ts';
import {
  chosenOf,
  gather,
  gathered,
  leavesWhole,
  listOf,
  ofKeys,
  rowsAt,
} from './samples.ts';
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
  const products = remadeProducts(context, site);
  return needsOf([
    ...(products
      ? [products]
      : [
          sampleTap(context, query.rotated, 'remade', 'own'),
          sampleTap(context, key.rotated, 'remade', ofKeys(site)),
        ]),
    sampleCells(context, site, scores.tensor),
  ]);
});

/** Scores of some queries and some keys. */
function sampleCells(
  context: SampledContext,
  site: AttentionParts,
  scores: string,
): Sample {
  if (leavesWhole(context, scores)) return {output: scores, extras: NO_EXTRAS};
  const rows = gather(scores, listOf('remade', 'own'), -2);
  const {output, extras} = gather(rows.output, listOf('remade', ofKeys(site)), -1);
  return {output, extras: joinExtras([rows.extras, extras])};
}

/** These scores as they lie in the order of heads, queries and keys. */
function cellsOf(
  run: StageRun,
  site: AttentionParts,
  scores: string,
  columns: readonly number[],
): Float32Array {
  if (!leavesWhole(run, scores)) {
    const [rows, keys] = (['own', ofKeys(site)] as const).map(whose =>
      listOf('remade', whose),
    );
    return valueOf(run, gathered(gathered(scores, rows, -2), keys, -1)).data;
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
  const {queries, keys, size} = sizes;
  const columns = chosenOf('remade', keys);
  const made = remadeProducts(run, site);
  const products = made
    ? valueOf(run, made.output).data
    : productsOf(
        tapRows(run, site.query.rotated, 'remade', 'own', queries, size).data,
        tapRows(run, site.key.rotated, 'remade', ofKeys(site), keys, size).data,
        sizes,
        columns.length,
      );
  const scores = cellsOf(run, site, site.scores.tensor, columns);
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
