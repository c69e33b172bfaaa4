import {cosine, dot, largest, products, rowAt, rowsOfHead} from '../stage/head-math.ts';
import type {Rows} from '../stage/head-math.ts';
import {headsOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {headValuesOf} from './head-steps-vectors.ts';
import {keyHeadOf} from './head-places.ts';
import {readsOf} from './head-reads.ts';
import type {HeadReads} from './head-reads.ts';
import {scaleOf, scaledScores} from './head-steps-scale.ts';
import type {HeadScale} from './head-steps-scale.ts';
import type {FollowedHead} from './head-steps-sites.ts';
import type {HeadStepsRequest} from './head-steps-request.ts';

/** What a head does for a query, in figures. */
export interface HeadSteps {
  /** `cross`: keys and values come from an encoder. */
  role: 'self' | 'cross';
  layer: number;
  head: number;
  /** Its head among those of keys and values; several heads may share one. */
  keyHead: number;
  /** Position of the query. */
  query: number;
  /** Position of the key that the head's rule names, else of the one with most weight. */
  key: number;
  /** Keys that get weight, most first; at most as many as were asked for. */
  keys: WeighedKey[];
  /** How many keys more get weight, and how much of it together. */
  others: {count: number; share: number};
  /** How many keys get none, as a mask hides them. */
  hidden: number;
  /**
   * The first of `keys` beside the second: how much larger its scaled score is, `null`
   * where scores cannot be read, and how many times its weight is; `null` where it is alone.
   */
  lead: {score: number | null; times: number} | null;
  /** `null` where the scores are no multiple of the products. */
  scale: HeadScale | null;
  /** By what hooks of the block the inputs of the projections are captured. */
  reads: HeadReads;
  /** The entry of the query, as projected, that is farthest from 0. */
  peak: {entry: number; value: number};
  /** Products of query and key `key`, the largest by size first. */
  terms: {
    largest: {entry: number; query: number; key: number; product: number}[];
    /** Sum of the other products. */
    others: number;
    /** Sum of all: q · k before the scale. */
    sum: number;
  };
  /** Cosine between the weighted sum of values and the value of `key`. */
  likeness: number;
}

/** A key with its weight and its scaled score, `null` where scores are not known. */
export interface WeighedKey {
  index: number;
  share: number;
  score: number | null;
}

const MOST = 8;

/** What is known of a head without its weights. */
export function stepsOf(
  run: StageRun,
  followed: FollowedHead,
  {most = MOST}: HeadStepsRequest,
): HeadSteps {
  const {site, sizes, head, query, to} = followed;
  const {q, k, v, z, shares} = headValuesOf(run, followed);
  const scores = scaledScores(run, followed);
  const scoreOf = (index: number): number | null =>
    scores ? rowAt(scores, query)[index] : null;
  const ranked = largest(shares, shares.length).filter(key => shares[key] > 0);
  const key = to ?? ranked[0] ?? 0;
  const terms = products(rowAt(q, query), rowAt(k, key));
  const sum = dot(rowAt(q, query), rowAt(k, key));
  const shown = largest(terms, most);
  const keys = ranked
    .slice(0, most)
    .map(index => ({index, share: shares[index], score: scoreOf(index)}));
  const projected = rowAt(projectedOf(run, followed), query);
  const [peak] = largest(projected, 1);
  return {
    role: site.role,
    layer: site.layer,
    head,
    keyHead: keyHeadOf(head, sizes),
    query,
    key,
    keys,
    others: {
      count: ranked.length - keys.length,
      share: total(ranked.slice(most).map(index => shares[index])),
    },
    hidden: shares.length - ranked.length,
    lead: leadOf(keys),
    scale: scaleOf(run, followed),
    reads: readsOf(run, site),
    peak: {
      entry: peak,
      value: projected[peak],
    },
    terms: {
      largest: shown.map(entry => ({
        entry,
        query: rowAt(q, query)[entry],
        key: rowAt(k, key)[entry],
        product: terms[entry],
      })),
      others: sum - total(shown.map(entry => terms[entry])),
      sum,
    },
    likeness: cosine(rowAt(z, query), rowAt(v, key)),
  };
}

/** Queries of a head as the linear layer makes them. */
function projectedOf(run: StageRun, {site, sizes, head}: FollowedHead): Rows {
  const tap = site.query?.projected;
  if (!tap) throw new Error(`layer ${site.layer} shows no queries`);
  return rowsOfHead(headsOf(run, tap, sizes.queries, sizes.size), head);
}

function leadOf([first, second]: readonly WeighedKey[]): HeadSteps['lead'] {
  if (second === undefined) return null;
  const score =
    first.score === null || second.score === null ? null : first.score - second.score;
  return {score, times: first.share / second.share};
}

const total = (numbers: Iterable<number>): number =>
  [...numbers].reduce((sum, value) => sum + value, 0);
