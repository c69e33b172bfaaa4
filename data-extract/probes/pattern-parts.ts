import {UserError} from '../../foundations/user-error.ts';
import {seesLater} from '../checks/invariants.ts';
import type {AttentionSite} from '../graph/model-map.ts';
import {needsOf, patternSizes, sizeNeeds} from '../stage/attention-sizes.ts';
import {lookedPattern} from '../stage/attention-values.ts';
import {joinExtras} from '../stage/extras.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {lookedAt} from '../stage/looked-at.ts';
import {blocksFor, blockSums} from '../stage/pattern-blocks.ts';
import {countOf, gather, ofKeys} from '../stage/samples.ts';
import type {Sample} from '../stage/samples.ts';
import {blocksOf, hookOf, moduleOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import {reasons} from './probe.ts';
import type {NamedTensor, Probe} from './probe.ts';

export interface PatternPartsRequest extends LayerRequest {
  /**
   * Queries whose rows are kept: positions, negative ones from the end.
   * `blocks.{l}.attn.hook_pattern_rows` `[head, query, key]`.
   */
  rows?: readonly number[];
  /**
   * At most so many blocks of queries and of keys: what a block of keys has together,
   * averaged over a block of queries, `blocks.{l}.attn.hook_pattern_blocks`
   * `[head, query_block, key_block]`. Padding is in no block.
   */
  blocks?: number;
  /** Those of a decoder's attention to an encoder instead. Default `false`. */
  cross?: boolean;
}

export interface PatternPartsResult {
  /** Positions of the rows. */
  rows: readonly number[];
  layers: {
    layer: number;
    heads: number;
    /** Whether later tokens are hidden. */
    causal: boolean;
  }[];
}

const MODULES = ['attn', 'cross_attn'];

/**
 * Parts of the patterns of every layer and head, made in the graph: of a long text they
 * are a thousandth of what `attention` keeps.
 */
export const patternParts: Probe<PatternPartsRequest, PatternPartsResult> = {
  defaults: {blocks: 32},

  tensors: [
    ...kindsOf(
      'share',
      ['head', 'query', 'key'],
      ...inBlock(...MODULES.map(module => `${module}.hook_pattern_rows`)),
    ),
    ...kindsOf(
      'share',
      ['head', 'query_block', 'key_block'],
      ...inBlock(...MODULES.map(module => `${module}.hook_pattern_blocks`)),
    ),
  ],

  outputs: (context, request) =>
    sitesOf(context, request).flatMap(site => [
      ...sizeNeeds(context, site).outputs,
      ...needsOf(samplesOf(context, site, request)).outputs,
    ]),

  extras: (context, request) =>
    joinExtras(
      sitesOf(context, request).flatMap(site => [
        sizeNeeds(context, site).extras,
        needsOf(samplesOf(context, site, request)).extras,
      ]),
    ),

  collect(run, request) {
    const sites = sitesOf(run, request);
    // Whose tensors have other positions, all that is taken by position is wrong.
    if (run.whole === null) throw otherPositions();
    const layers = sites.map(site => {
      const {queries, ...looked} = lookedPattern(run, site);
      const causal =
        site.role === 'self' &&
        (site.causal ?? !seesLater(looked, lookedAt(queries), queries, run.tokens));
      return {layer: site.layer, heads: patternSizes(run, site).heads, causal};
    });
    return {
      tensors: sites.flatMap(site => [
        ...(request.rows ? [rowsTensor(run, site, request.rows)] : []),
        ...(request.blocks ? [blocksTensor(run, site, request.blocks)] : []),
      ]),
      result: sites.length > 0 ? {rows: positionsIn(run, request.rows), layers} : null,
    };
  },

  leftOut(run, request) {
    const found = sitesOf(run, request).map(({layer}) => layer);
    const kind = request.rows ? 'rows' : 'blocks';
    const hook = `${moduleOf({role: roleOf(request)})}.hook_pattern_${kind}`;
    return missingLayers(run, request.layers, found, hook);
  },

  missing: context => `there is no such attention in the model${reasons(context)}`,
};

const roleOf = ({cross = false}: PatternPartsRequest): AttentionSite['role'] =>
  cross ? 'cross' : 'self';

function sitesOf(context: StageContext, request: PatternPartsRequest): AttentionSite[] {
  const role = roleOf(request);
  const own = context.map.attention.filter(site => site.role === role);
  return blocksOf(context, own, request.layers);
}

/** Positions that a request means, those that the text has. */
function positionsIn(
  context: Pick<StageContext, 'tokens' | 'crossTokens'>,
  rows: readonly number[] = [],
): number[] {
  const count = countOf(context, 'own');
  return rows
    .map(row => (row < 0 ? count + row : row))
    .filter(row => row >= 0 && row < count);
}

function rowsSample(
  context: StageContext,
  {pattern}: AttentionSite,
  rows: readonly number[],
): Sample {
  const list = {name: 'aim/parts/rows', values: positionsIn(context, rows)};
  const {output, extras} = gather(pattern, list.name, -2);
  return {output, extras: {...extras, lists: [list]}};
}

const samplesOf = (
  context: StageContext,
  site: AttentionSite,
  {rows, blocks}: PatternPartsRequest,
): Sample[] => [
  ...(rows ? [rowsSample(context, site, rows)] : []),
  ...(blocks ? [blockSums(context, site, blocks)] : []),
];

function rowsTensor(
  run: StageRun,
  site: AttentionSite,
  rows: readonly number[],
): NamedTensor {
  const {data} = valueOf(run, rowsSample(run, site, rows).output);
  const count = positionsIn(run, rows).length;
  const keys = countOf(run, ofKeys(site));
  return {
    name: hookOf(run, site, `${moduleOf(site)}.hook_pattern_rows`),
    data,
    shape: [data.length / count / keys, count, keys],
    axes: ['head', 'query', 'key'],
  };
}

function blocksTensor(run: StageRun, site: AttentionSite, most: number): NamedTensor {
  const {data: sums} = valueOf(run, blockSums(run, site, most).output);
  const {queries, keys} = blocksFor(run, site, most);
  const [rows, columns] = [queries.sizes.length, keys.sizes.length];
  const means = sums.map((sum, i) => sum / queries.sizes[Math.floor(i / columns) % rows]);
  return {
    name: hookOf(run, site, `${moduleOf(site)}.hook_pattern_blocks`),
    data: means,
    shape: [sums.length / rows / columns, rows, columns],
    axes: ['head', 'query_block', 'key_block'],
  };
}

const otherPositions = (): UserError =>
  new UserError(
    'probe',
    'probes.patternParts: the attention of this model has other positions than the text has tokens.',
    'Ask for whole patterns with the probe attention.',
  );
