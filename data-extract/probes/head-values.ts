import type {AttentionSite} from '../graph/model-map.ts';
import type {Tap} from '../graph/trace.ts';
import {sizeNeeds, sizesOf} from '../stage/attention-sizes.ts';
import {joinExtras} from '../stage/extras.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {blocksOf, headsOf, hookOf, moduleOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import type {NamedTensor, Probe} from './probe.ts';

export interface HeadValuesRequest extends LayerRequest {
  /**
   * `q`, `k`, `v`: as the linear layers make them; `rot_q`, `rot_k`: with positions turned
   * in; `z`: weighted sums of values. `blocks.{l}.attn.hook_q` `[position, head, d_head]`.
   */
  of: readonly ('q' | 'k' | 'v' | 'rot_q' | 'rot_k' | 'z')[];
  /** Also those of cross-attention, `decoder.{l}.cross_attn.hook_q`. Default `false`. */
  cross?: boolean;
}

type Part = HeadValuesRequest['of'][number];

const PARTS: readonly Part[] = ['q', 'k', 'v', 'rot_q', 'rot_k', 'z'];

/** Queries, keys and values of each head, and their weighted sums, `[position, head, d_head]`. */
export const headValues: Probe<HeadValuesRequest> = {
  defaults: {of: ['q', 'k', 'v', 'z']},

  tensors: kindsOf(
    'activation',
    ['position', 'head', 'd_head'],
    ...['attn', 'cross_attn'].flatMap(module =>
      inBlock(...PARTS.map(part => `${module}.hook_${part}`)),
    ),
  ),

  outputs: (context, request) =>
    sitesOf(context, request).flatMap(site => [
      ...sizeNeeds(context, site).outputs,
      ...request.of.flatMap(part => tapOf(site, part)?.tensor ?? []),
    ]),

  extras: (context, request) =>
    joinExtras(sitesOf(context, request).map(site => sizeNeeds(context, site).extras)),

  collect: (run, request) => ({
    tensors: sitesOf(run, request).flatMap(site =>
      request.of.flatMap((part): NamedTensor[] => {
        const values = valuesOf(run, site, part);
        if (values === null) return [];
        const axes = ['position', 'head', 'd_head'];
        return [{name: hookOfPart(run, site, part), ...values, axes}];
      }),
    ),
    result: null,
  }),

  leftOut(run, request) {
    const sites = sitesOf(run, request);
    const found = sites.map(({layer}) => layer);
    return [
      ...missingLayers(run, request.layers, found, `attn.hook_${request.of[0]}`),
      ...sites.flatMap(site =>
        request.of.flatMap(part => {
          const reason = whyMissing(run, site, part);
          const what = hookOfPart(run, site, part);
          return reason === null ? [] : [{layer: site.layer, what, reason}];
        }),
      ),
    ];
  },

  missing: () => 'no queries, keys and values were found in the model',
};

const sitesOf = (
  context: StageContext,
  {layers, cross}: HeadValuesRequest,
): AttentionSite[] =>
  blocksOf(
    context,
    context.map.attention.filter(({role}) => role === 'self' || cross),
    layers,
  );

const hookOfPart = (run: StageRun, site: AttentionSite, part: Part): string =>
  hookOf(run, site, `${moduleOf(site)}.hook_${part}`);

/** A part's values `[position, head, d_head]`, `null` where they are not told. */
function valuesOf(
  run: StageRun,
  site: AttentionSite,
  part: Part,
): ReturnType<typeof headsOf> | null {
  const sizes = sizesOf(run, site);
  const tap = tapOf(site, part);
  if (!sizes || !tap) return null;
  const {queries, keys, size, valueSize, heads, keyHeads} = sizes;
  const isOfQueries = part === 'q' || part === 'rot_q' || part === 'z';
  const positions = isOfQueries ? queries : keys;
  const entries = part === 'v' || part === 'z' ? valueSize : size;
  const count = valueOf(run, tap.tensor).data.length;
  // Keys that several layers make together are no keys before they are put together.
  const isWhole = [heads, keyHeads].some(own => count === positions * own * entries);
  return isWhole ? headsOf(run, tap, positions, entries) : null;
}

/** Why a part is not there though it was asked for, `null` where there is nothing to say. */
function whyMissing(run: StageRun, site: AttentionSite, part: Part): string | null {
  const tap = tapOf(site, part);
  const isTurned = part === 'rot_q' || part === 'rot_k';
  if (!tap) return isTurned ? null : 'the graph does not show where it is made';
  if (valuesOf(run, site, part)) return null;
  return sizesOf(run, site)
    ? 'several layers make it together'
    : 'its numbers of heads and entries are not told';
}

/** The tensor of a part; queries and keys that nothing turns are not given twice. */
function tapOf({query, key, value, context}: AttentionSite, part: Part): Tap | null {
  switch (part) {
    case 'q':
      return query?.projected ?? null;
    case 'k':
      return key?.projected ?? null;
    case 'v':
      return value?.projected ?? null;
    case 'rot_q':
      return query?.changed ? query.rotated : null;
    case 'rot_k':
      return key?.changed ? key.rotated : null;
    case 'z':
      return context;
  }
}
