import {softmaxError} from '../checks/invariants.ts';
import {relativeError} from '../numbers/relative-error.ts';
import type {Check} from '../checks/part.ts';
import {dots, rowAt, sumOfRows, weighted} from '../stage/head-math.ts';
import {hookOf, moduleOf, rowsOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {candidates} from './head-places.ts';
import {scaledScores, scaleOf} from './head-steps-scale.ts';
import type {FollowedHead} from './head-steps-sites.ts';
import {headValuesOf, squareOf} from './head-steps-vectors.ts';
import type {HeadStepsRequest} from './head-steps-request.ts';
import type {NamedTensor} from './probe.ts';

type Step = NonNullable<HeadStepsRequest['of']>[number];

/** Name of a tensor of an attention: `blocks.3.attn.hook_terms.4`. */
export const nameOf = (run: StageRun, {site}: FollowedHead, hook: string): string =>
  hookOf(run, site, `${moduleOf(site)}.${hook}`);

/** The steps of a head that are tensors, those of its weights left out. */
export function stepTensors(
  run: StageRun,
  followed: FollowedHead,
  of: readonly Step[],
): NamedTensor[] {
  const {site, sizes, head, query} = followed;
  const {queries, keys, size, valueSize} = sizes;
  const {q, k, v, shares} = headValuesOf(run, followed);
  const made: Record<Step, () => Omit<NamedTensor, 'name'> | null> = {
    raw: () => ({data: dots(q, k), shape: [queries, keys], axes: ['query', 'key']}),
    scaled: () => {
      const scores = scaledScores(run, followed);
      return scores && {...scores, axes: ['query', 'key']};
    },
    masked: () =>
      site.softmax && {
        ...squareOf(run, site.softmax.input, head),
        axes: ['query', 'key'],
      },
    terms: () => ({
      data: k.data.map((value, i) => value * rowAt(q, query)[i % size]),
      shape: [keys, size],
      axes: ['key', 'd_head'],
    }),
    weighted: () => ({
      data: weighted(shares, v),
      shape: [keys, valueSize],
      axes: ['key', 'd_head'],
    }),
    result: () => null,
    input: () => {
      const [candidate] = candidates(run, site, 'W_Q');
      if (candidate === undefined) return null;
      return {...rowsOf(run, candidate.input), axes: ['position', 'd_model']};
    },
  };
  const hooks: Record<Step, string> = {
    raw: `hook_raw_scores.${head}`,
    scaled: `hook_scaled_scores.${head}`,
    masked: `hook_masked_scores.${head}`,
    terms: `hook_terms.${head}`,
    weighted: `hook_weighted_v.${head}`,
    result: 'hook_result',
    input: 'hook_in',
  };
  return of.flatMap(step => {
    const tensor = made[step]();
    return tensor ? [{name: nameOf(run, followed, hooks[step]), ...tensor}] : [];
  });
}

/**
 * Of a head: the products times the scale are the model's scores, and the weighted values
 * sum to what leaves the head. What rounded values make is only nearly what they make
 * before that.
 */
export function stepChecks(run: StageRun, followed: FollowedHead): Check[] {
  const {site, sizes, head, query} = followed;
  if (site.rounded) return [];
  const {q, k, v, z, shares} = headValuesOf(run, followed);
  const of = [
    nameOf(run, followed, 'hook_'),
    `results.${run.stack === 'encoder' ? 'encoder.' : ''}headSteps`,
  ];
  const scale = scaleOf(run, followed);
  const raw = dots({data: rowAt(q, query), shape: [1, sizes.size]}, k);
  const scores = raw.map(value => value * (scale?.value ?? 1));
  const sum = sumOfRows({data: weighted(shares, v), shape: v.shape});
  return [
    ...(scale === null
      ? []
      : [
          site.scores
            ? {
                name: 'scale x raw scores of a query = scores',
                error: relativeError(
                  scores,
                  rowAt(squareOf(run, site.scores.tensor, head), query),
                ),
                of,
              }
            : {
                name: 'softmax(scale x raw scores) of a query = pattern',
                error: seenError(scores, shares),
                of,
              },
        ]),
    {
      name: 'weighted values of a query sum to z',
      error: relativeError(sum, rowAt(z, query)),
      of,
    },
  ];
}

/** How far shares are from the softmax of the scores of the keys that are seen. */
function seenError(scores: Float32Array, shares: Float32Array): number {
  const seen = [...shares.keys()].filter(key => shares[key] > 0);
  const row = (values: Float32Array): Float32Array =>
    Float32Array.from(seen, key => values[key]);
  // Of rows with a sink the rest went to no token.
  const whole = row(shares).reduce((sum, share) => sum + share, 0);
  const own = row(shares).map(share => share / whole);
  const shape = [1, seen.length];
  return softmaxError({data: row(scores), shape}, {data: own, shape});
}
