import {fitScale} from '../stage/fit-scale.ts';
import {dots} from '../stage/head-math.ts';
import type {Rows} from '../stage/head-math.ts';
import {scaleFromPattern} from '../stage/scale-from-pattern.ts';
import type {StageRun} from '../stage/stage-run.ts';
import type {FollowedHead} from './head-steps-sites.ts';
import {headValuesOf, squareOf} from './head-steps-vectors.ts';

/** What products of queries and keys are multiplied with. */
export interface HeadScale {
  value: number;
  /** Entries of queries and keys. */
  size: number;
  /** Whether it is 1 / √size. */
  isRoot: boolean;
  /**
   * What it was fitted to: the scores, or where the operator keeps them to itself the
   * logarithms of the shares.
   */
  from: 'scores' | 'pattern';
  /** Largest deviation of the fit, relative to the largest score. */
  error: number;
}

/** How near a scale must be to the root, relative to it. */
const NEAR = 1e-3;

/** The scale of a head, `null` where its scores are no multiple of the products. */
export function scaleOf(run: StageRun, followed: FollowedHead): HeadScale | null {
  const {site, sizes} = followed;
  const {size} = sizes;
  const made = (value: number, error: number, from: HeadScale['from']): HeadScale => ({
    value,
    size,
    from,
    error,
    isRoot: Math.abs(value * Math.sqrt(size) - 1) < NEAR,
  });
  if (site.scores) {
    const fit = fitScale(run, site);
    return fit && fit.scale !== null ? made(fit.scale, fit.error, 'scores') : null;
  }
  if (site.softcap) return null;
  const {q, k, pattern} = headValuesOf(run, followed);
  const fit = scaleFromPattern({data: dots(q, k), shape: pattern.shape}, pattern);
  return fit && made(fit.scale, fit.error, 'pattern');
}

/**
 * Scores of a head before the mask, `[query, key]`: the model's own, or where its operator
 * keeps them to itself products times the scale.
 */
export function scaledScores(run: StageRun, followed: FollowedHead): Rows | null {
  const {site, head} = followed;
  if (site.scores) return squareOf(run, site.scores.tensor, head);
  const scale = scaleOf(run, followed);
  if (!scale) return null;
  const {q, k, pattern} = headValuesOf(run, followed);
  return {data: dots(q, k).map(value => value * scale.value), shape: pattern.shape};
}
