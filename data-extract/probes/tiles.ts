import {relativeError} from '../numbers/relative-error.ts';
import {sizeOutputs} from '../stage/attention-sizes.ts';
import {scaleNeeds} from '../stage/fit-scale.ts';
import {joinExtras} from '../stage/extras.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import {tiled} from '../stage/tiles.ts';
import type {Tiled, TileVisit} from '../stage/tiles.ts';
import {scaledScores} from './head-steps-scale.ts';
import {headsOf, sitesOf} from './head-steps-sites.ts';
import type {FollowedHead} from './head-steps-sites.ts';
import {nameOf} from './head-steps-tensors.ts';
import {headValuesOf} from './head-steps-vectors.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

export interface TilesRequest {
  /** Name of a head in the declaration's `heads`. */
  head: string;
  /** Queries of a tile; default 4. */
  queries?: number;
  /** Keys of a tile; default 4. */
  keys?: number;
}

export interface TilesResult {
  /** Layer of the head. */
  layer: number;
  /** Its number in the layer. */
  head: number;
  /** Queries and keys of a tile. */
  size: {queries: number; keys: number};
  /** Tiles in the order in which they are visited. */
  visits: TileVisit[];
  /** Scores that are held at one time. */
  held: number;
  /** Scores in the whole matrix. */
  whole: number;
  /** Largest difference from what the model made at once, relative to its largest number. */
  error: number;
}

/**
 * Attention of a head made again tile by tile, as FlashAttention does it: the whole matrix of
 * scores is never there, and the result is that of the model.
 */
export const tiles: Probe<TilesRequest, TilesResult> = {
  // The head has to be named.
  defaults: null,

  tensors: [
    ...kindsOf(
      'activation',
      ['visit', 'row', 'd_head'],
      ...named('hook_tile_outputs.{h}'),
    ),
    ...kindsOf('activation', ['query', 'd_head'], ...named('hook_tiled_z.{h}')),
    ...kindsOf('score', ['query', 'key'], ...named('hook_tiled_scores.{h}')),
  ],

  outputs: (context, {head}) =>
    sitesOf(context, {heads: [head]}).flatMap(site => [
      ...sizeOutputs(site),
      ...scaleNeeds(context, site).outputs,
      ...(site.scores ? [site.scores.tensor] : []),
    ]),

  extras: (context, {head}) =>
    joinExtras(
      sitesOf(context, {heads: [head]}).map(site => scaleNeeds(context, site).extras),
    ),

  collect(run, request) {
    const made = tiledIn(run, request);
    if (!made) return NOTHING;
    const {followed, own, scores, size, error} = made;
    const {site, head, sizes} = followed;
    const name = (hook: string): string => nameOf(run, followed, `${hook}.${head}`);
    return {
      tensors: [
        {
          name: name('hook_tile_outputs'),
          data: own.outputs,
          shape: [own.visits.length, size.queries, sizes.valueSize],
          axes: ['visit', 'row', 'd_head'],
        },
        {name: name('hook_tiled_z'), ...own.result, axes: ['query', 'd_head']},
        {name: name('hook_tiled_scores'), ...scores, axes: ['query', 'key']},
      ],
      result: {
        layer: site.layer,
        head,
        size,
        error,
        visits: own.visits,
        held: own.held,
        whole: own.whole,
      },
    };
  },

  secondPass(pass, request) {
    const made = tiledIn(pass.run, request);
    if (!made || made.followed.site.rounded)
      return Promise.resolve({tensors: [], checks: []});
    const of = ['hook_tile_outputs', 'hook_tiled_z'].map(hook =>
      nameOf(pass.run, made.followed, hook),
    );
    const name = 'tile by tile = all at once';
    return Promise.resolve({
      tensors: [],
      checks: [{name, error: made.error, of: [...of, 'results.tiles']}],
    });
  },

  leftOut(run, request) {
    const [followed] = headsOf(run, {heads: [request.head]});
    if (followed === undefined || tiledIn(run, request)) return [];
    return [
      {
        layer: followed.site.layer,
        what: `tiles of the head "${request.head}"`,
        reason: 'its scores are not known, or some of its weight goes to no token',
      },
    ];
  },

  missing: () => 'the graph does not show queries, keys and values',
};

function named(hook: string): string[] {
  return ['attn', 'cross_attn'].map(module => `blocks.{l}.${module}.${hook}`);
}

interface Made {
  followed: FollowedHead;
  own: Tiled;
  scores: NonNullable<ReturnType<typeof scaledScores>>;
  size: {queries: number; keys: number};
  error: number;
}

function tiledIn(
  run: StageRun,
  {head, queries = 4, keys = 4}: TilesRequest,
): Made | null {
  const [followed] = headsOf(run, {heads: [head]});
  // Where some weight goes to no token, the sum is not that of the scores.
  if (followed === undefined || followed.site.sink) return null;
  const scores = scaledScores(run, followed);
  if (!scores) return null;
  const {v, z, pattern} = headValuesOf(run, followed);
  const sees = (query: number, key: number): boolean =>
    pattern.data[query * pattern.shape[1] + key] > 0;
  const size = {queries, keys};
  const own = tiled(scores, v, sees, size);
  const error = relativeError(own.result.data, z.data);
  return {followed, own, scores, size, error};
}
