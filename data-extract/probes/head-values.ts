import type {HeadValuesRequest} from '../declare/declaration.ts';
import type {AttentionSite} from '../graph/model-map.ts';
import type {Tap} from '../graph/trace.ts';
import {sizeOutputs, sizesOf} from '../stage/attention-values.ts';
import {blocksOf, headsOf, hookOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import type {NamedTensor, Probe} from './probe.ts';

type Part = HeadValuesRequest['of'][number];

/** Queries, keys and values of each head, and their weighted sums, `[position, head, d_head]`. */
export const headValues: Probe<HeadValuesRequest> = {
  outputs: (context, request) =>
    sitesOf(context, request).flatMap(site => [
      ...sizeOutputs(site),
      ...request.of.flatMap(part => tapOf(site, part)?.tensor ?? []),
    ]),

  collect: (run, request) => ({
    tensors: sitesOf(run, request).flatMap(site => {
      const sizes = sizesOf(run, site);
      if (!sizes) return [];
      const {queries, keys, size, valueSize} = sizes;
      return request.of.flatMap((part): NamedTensor[] => {
        const tap = tapOf(site, part);
        if (!tap) return [];
        const positions =
          part === 'q' || part === 'rot_q' || part === 'z' ? queries : keys;
        const entries = part === 'v' || part === 'z' ? valueSize : size;
        const module = site.role === 'cross' ? 'cross_attn' : 'attn';
        return [
          {
            name: hookOf(run, site, `${module}.hook_${part}`),
            ...headsOf(run, tap, positions, entries),
            axes: ['position', 'head', 'd_head'],
          },
        ];
      });
    }),
    results: {},
  }),

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
