import type {ModuleNode} from './capture/format.ts';
import type {ModelSource} from './course/roles.ts';
import type {Unrecognised} from './graph/attention-core.ts';
import {weightWidth} from './graph/graph-index.ts';
import type {BlockSite, ModelMap} from './graph/model-map.ts';
import {resolveModel} from './models/resolve.ts';
import {countModules} from './probes/modules.ts';
import {openModel} from './run/open-model.ts';
import type {ModelKind} from './run/open-model.ts';
import {hookOf, moduleOf, topHookOf} from './stage/stage-run.ts';
import type {Stack} from './stage/stage-run.ts';

/** One attention of a model. */
export interface InspectedAttention {
  /** Its block, `null` where it is not known. */
  layer: number | null;
  /**
   * What its tensors' names begin with in a capture (`blocks.3.attn`, `attn.3`); `null`
   * where its pattern cannot be read.
   */
  name: string | null;
  role: 'self' | 'cross';
  /** `unfused`, or the operator that does it all. */
  form: string;
  node: string;
}

/** What is in a model. */
export interface Inspection {
  model: string;
  kind: ModelKind;
  layers: number;
  dModel: number | null;
  heads: number | null;
  kvHeads: number | null;
  headDim: number | null;
  vocab: number | null;
  norm: 'rms' | 'layer' | 'other' | null;
  /** How positions enter: a table that is added, turned into queries and keys, or otherwise. */
  positions: 'table' | 'rotary' | 'other';
  mlp: string | null;
  experts: {count: number | null; topK: number | null} | null;
  parameters: {total: number; byComponent: Record<string, number>};
  /** All attention, in the order in which it runs. */
  attention: InspectedAttention[];
  unrecognised: Unrecognised[];
  modules: ModuleNode;
}

/**
 * Say what is in a model, from its graphs; of a graph without a cache, `config.json` tells
 * how many heads there are.
 *
 * @param root - Relative paths start here.
 */
export async function inspectModel(
  source: ModelSource,
  root: string,
): Promise<Inspection> {
  const resolved = await resolveModel(source, root);
  const open = openModel(resolved, source.dtype);
  const {map} = open.main;
  const maps = open.encoder ? [open.encoder.map, map] : [map];
  const {tree, parameters} = countModules(open);
  const first = map.blocks[0] as BlockSite | undefined;
  const sizes = headSizes(map, resolved.config);
  return {
    model: resolved.id,
    kind: open.kind,
    layers: map.blocks.length,
    dModel: first?.attention?.output?.width ?? null,
    ...sizes,
    vocab: map.head ? weightWidth(map.index, map.head.linear) : null,
    norm: first?.norms[0]?.site.kind ?? null,
    positions: first?.attention?.query?.rotary
      ? 'rotary'
      : map.embedding?.positions
        ? 'table'
        : 'other',
    mlp: first?.mlp
      ? first.mlp.kind === 'gated'
        ? `gated ${first.mlp.activation}`
        : first.mlp.activation
      : null,
    experts: first?.experts
      ? {count: first.experts.experts, topK: first.experts.topK}
      : null,
    parameters,
    attention: [
      ...(open.encoder ? attentionOf(open.encoder.map, 'encoder') : []),
      ...attentionOf(map, open.encoder ? 'decoder' : 'only'),
    ],
    unrecognised: maps.flatMap(({unrecognised}) => unrecognised),
    modules: tree,
  };
}

function attentionOf(map: ModelMap, stack: Stack): InspectedAttention[] {
  const {attention, loose, unrecognised, index} = map;
  const found: InspectedAttention[] = [
    ...attention.map(({layer, role, form, node}) => {
      const name = hookOf({stack}, {layer}, moduleOf({role}));
      return {layer, name, role, form, node};
    }),
    ...loose.map(({number, role, form, node}) => ({
      layer: null,
      name: topHookOf({stack}, `attn.${number}`),
      role,
      form,
      node,
    })),
    ...unrecognised.flatMap(({form, node}) =>
      form ? [{layer: null, name: null, role: 'self' as const, form, node}] : [],
    ),
  ];
  const order = new Map(index.nodes.map(({name}, i) => [name, i]));
  return found.sort((a, b) => (order.get(a.node) ?? 0) - (order.get(b.node) ?? 0));
}

/** Numbers of heads and their size: the shape of the cache says, else `config.json`. */
export function headSizes(
  map: ModelMap,
  config: Record<string, unknown> | null,
): {heads: number | null; kvHeads: number | null; headDim: number | null} {
  const number = (...names: string[]): number | null => {
    const found = names
      .map(name => config?.[name])
      .find(value => typeof value === 'number');
    return typeof found === 'number' ? found : null;
  };
  const cache = map.graph.inputs.find(({name}) => /^past.*key/.test(name))?.shape ?? [];
  const fromCache = (at: number): number | null =>
    typeof cache[at] === 'number' ? cache[at] : null;
  const named = number(
    'num_attention_heads',
    'n_head',
    'n_heads',
    'decoder_attention_heads',
    'num_heads',
  );
  const isMultiQuery =
    config?.multi_query === true && config.new_decoder_architecture !== true;
  const {query, key} = map.attention[0] ?? {};
  const width = query?.linear ? weightWidth(map.index, query.linear) : null;
  // One projection may make the queries, keys and values of all heads.
  const isFused = query?.linear !== undefined && query.linear === key?.linear;
  const dim = fromCache(3);
  // How many a cache has of which size tells what a projection of queries alone makes.
  const read = width && dim && !isFused ? width / dim : null;
  // It may make gates besides; any other number is of another model.
  const isOther = named !== null && read !== null && read % named !== 0;
  const heads = (named === null || isOther) && Number.isInteger(read) ? read : named;
  const kvHeads =
    (isOther ? null : number('num_key_value_heads')) ??
    (isMultiQuery ? 1 : number('num_kv_heads')) ??
    fromCache(1) ??
    heads;
  const made = heads && isFused ? heads + 2 * (kvHeads ?? heads) : heads;
  const parts = [config?.qk_nope_head_dim, config?.qk_rope_head_dim];
  const inParts = parts.every(part => typeof part === 'number')
    ? parts.reduce((sum, part) => sum + part, 0)
    : null;
  return {
    heads,
    kvHeads,
    headDim:
      dim ??
      inParts ??
      number('head_dim', 'd_kv') ??
      (made && width ? width / made : null),
  };
}
