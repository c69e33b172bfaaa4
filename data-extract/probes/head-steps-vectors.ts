import {rowAt, rowsOfHead} from '../stage/head-math.ts';
import type {Rows} from '../stage/head-math.ts';
import {headsOf, patternOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {keyHeadOf} from './head-places.ts';
import type {FollowedHead} from './head-steps-sites.ts';

/** Vectors of a head, with positions turned in, and its weights of the query. */
export interface HeadValues {
  q: Rows;
  k: Rows;
  v: Rows;
  z: Rows;
  /** Of all queries, `[query, key]`. */
  pattern: Rows;
  /** Of the query, `[key]`. */
  shares: Float32Array;
}

/** The values of a head that its steps are made of. */
export function headValuesOf(
  run: StageRun,
  {site, sizes, head, query}: FollowedHead,
): HeadValues {
  const {queries, keys, size, valueSize} = sizes;
  const own = keyHeadOf(head, sizes);
  const taps = [site.query?.rotated, site.key?.rotated, site.value?.projected] as const;
  const [q, k, v] = taps;
  if (!q || !k || !v) throw new Error(`layer ${site.layer} shows no queries or keys`);
  const pattern = squareOf(run, site.pattern, head);
  return {
    q: rowsOfHead(headsOf(run, q, queries, size), head),
    k: rowsOfHead(headsOf(run, k, keys, size), own),
    v: rowsOfHead(headsOf(run, v, keys, valueSize), own),
    z: rowsOfHead(headsOf(run, site.context, queries, valueSize), head),
    pattern,
    shares: rowAt(pattern, query),
  };
}

/** A head of a tensor `[head, query, key]`, shares its memory. */
export function squareOf(run: StageRun, tensor: string, head: number): Rows {
  const {data, shape} = patternOf(run, tensor);
  const [, queries, keys] = shape;
  const size = queries * keys;
  return {data: data.subarray(head * size, (head + 1) * size), shape: [queries, keys]};
}
