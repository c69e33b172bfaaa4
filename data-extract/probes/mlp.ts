import type {MlpSite} from '../graph/find-mlp.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {blocksOf, hookOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import {reasons} from './probe.ts';
import {spreadOf} from './mlp-spread.ts';
import type {ActivationSpread} from './mlp-spread.ts';
import type {NamedTensor, Probe} from './probe.ts';

/** A station of a feed-forward layer. */
export type MlpPart = 'pre' | 'act' | 'pre_linear' | 'post';

export interface MlpRequest extends LayerRequest {
  /**
   * `pre`: what the activation function reads; `act`: what it makes; `pre_linear`: the
   * other factor of a gated layer; `post`: what the last layer reads.
   * `blocks.{l}.mlp.hook_post` `[position, d_mlp]`.
   */
  of?: readonly MlpPart[];
  /** How many of the strongest neurons are kept per position, by size of `post`. */
  top?: number;
  /** In how many bins `post` is counted, from its largest size below 0 to that above. */
  bins?: number;
}

export interface MlpResult {
  /** Name of the activation function, e.g. `silu`. */
  activation: string;
  kind: 'plain' | 'gated';
  width: number;
  /** Strongest neurons per position, where they were asked for. */
  layers: {layer: number; positions: {neurons: {index: number; value: number}[]}[]}[];
  /** How activations are spread, by layer and position, where bins were asked for. */
  spread?: {layer: number; positions: ActivationSpread[]}[];
}

/** Activations of the feed-forward layers, all of them or the strongest. */
export const mlp: Probe<MlpRequest, MlpResult> = {
  defaults: {of: ['post'], top: 10},

  tensors: kindsOf(
    'activation',
    ['position', 'd_mlp'],
    ...inBlock('mlp.hook_pre', 'mlp.hook_act', 'mlp.hook_pre_linear', 'mlp.hook_post'),
  ),

  outputs: (context, request) =>
    sitesOf(context, request).flatMap(({site}) => [
      site.post,
      ...(request.of ?? []).flatMap(part => tensorOf(site, part) ?? []),
    ]),

  collect(run, request) {
    const sites = sitesOf(run, request);
    if (sites.length === 0) return {tensors: [], result: null};
    const tensors = sites.flatMap(({layer, site}) =>
      (request.of ?? []).flatMap((part): NamedTensor[] => {
        const tensor = tensorOf(site, part);
        if (tensor === null) return [];
        const name = hookOf(run, {layer}, `mlp.hook_${part}`);
        return [{name, ...rowsOf(run, tensor), axes: ['position', 'd_mlp']}];
      }),
    );
    const [{site: first}] = sites;
    const result: MlpResult = {
      activation: first.activation,
      kind: first.kind,
      width: rowsOf(run, first.post).shape[1],
      layers: sites.flatMap(({layer, site}) =>
        request.top === undefined
          ? []
          : [{layer, positions: strongest(rowsOf(run, site.post), request.top)}],
      ),
      ...spreadIn(run, sites, request),
    };
    return {tensors, result};
  },

  leftOut(run, {of = ['post'], layers}) {
    // A layer of experts has no feed-forward layer of its own.
    const found = run.map.blocks.filter(({mlp: own, experts}) => own ?? experts);
    const own = found.map(({layer}) => layer);
    return missingLayers(run, layers, own, `mlp.hook_${of[0] ?? 'post'}`);
  },

  missing: context => `no feed-forward layers were found in the model${reasons(context)}`,
};

function sitesOf(
  context: StageContext,
  {layers}: MlpRequest,
): {layer: number; site: MlpSite}[] {
  return blocksOf(context, context.map.blocks, layers).flatMap(({layer, mlp: site}) =>
    site ? [{layer, site}] : [],
  );
}

function spreadIn(
  run: StageRun,
  sites: readonly {layer: number; site: MlpSite}[],
  {bins}: MlpRequest,
): Pick<MlpResult, 'spread'> {
  if (bins === undefined) return {};
  const positions = (site: MlpSite): ActivationSpread[] => {
    const {data, shape} = rowsOf(run, site.post);
    return Array.from({length: shape[0]}, (_, row) =>
      spreadOf(data.subarray(row * shape[1], (row + 1) * shape[1]), bins),
    );
  };
  return {spread: sites.map(({layer, site}) => ({layer, positions: positions(site)}))};
}

function tensorOf(site: MlpSite, part: MlpPart): string | null {
  if (part === 'pre_linear') return site.preLinear;
  return site[part];
}

/** The largest activations of each row, by size; ties go to the lower number. */
function strongest(
  {data, shape: [rows, width]}: {data: Float32Array; shape: [number, number]},
  count: number,
): MlpResult['layers'][number]['positions'] {
  return Array.from({length: rows}, (_, row) => {
    const values = data.subarray(row * width, (row + 1) * width);
    const best = [...values.keys()].sort(
      (a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b,
    );
    return {neurons: best.slice(0, count).map(index => ({index, value: values[index]}))};
  });
}
