import {cacheOutputs} from '../graph/inputs/cache-outputs.ts';
import type {CacheOutputs} from '../graph/inputs/cache-outputs.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {blocksOf, hookOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import type {NamedTensor, Probe} from './probe.ts';

export interface CacheRequest extends LayerRequest {
  /** Keys and values themselves, `blocks.{l}.attn.cache_k` `[head, position, d_head]`. */
  values?: boolean;
}

export interface CacheResult {
  layers: {layer: number; key: number[]; value: number[]}[];
  /** Bytes for the whole text, and for each further token. */
  bytes: number;
  bytesPerToken: number;
}

/** The cache of keys and values: shapes, bytes, and the values where they are asked for. */
export const kvCache: Probe<CacheRequest, CacheResult> = {
  defaults: {},

  tensors: kindsOf(
    'activation',
    ['head', 'position', 'd_head'],
    ...inBlock('attn.cache_k', 'attn.cache_v'),
  ),

  outputs: (context, request) =>
    entries(context, request).flatMap(({key, value}) => [key, value]),

  collect(run, request) {
    const all = entries(run, {});
    const chosen = entries(run, request);
    if (chosen.length === 0) return {tensors: [], result: null};
    const tensors = request.values
      ? chosen.flatMap(({layer, key, value}) => [
          tensorOf(run, hookOf(run, {layer}, 'attn.cache_k'), key),
          tensorOf(run, hookOf(run, {layer}, 'attn.cache_v'), value),
        ])
      : [];
    const layers = chosen.map(({layer, key, value}) => ({
      layer,
      key: shapeOf(run, key),
      value: shapeOf(run, value),
    }));
    const width = run.halfCache ? 2 : 4;
    const perLayer = sizeOf(layers[0].key) + sizeOf(layers[0].value);
    const bytes = perLayer * width * all.length;
    const result: CacheResult = {
      layers,
      bytes,
      bytesPerToken: bytes / (layers[0].key.at(-2) ?? 1),
    };
    return {tensors, result};
  },

  missing: () =>
    'no output of the model holds keys and values: it was exported without a cache',
};

/** Outputs with keys and values of the model's own tokens, by layer. */
const entries = (context: StageContext, {layers}: CacheRequest): CacheOutputs[] =>
  blocksOf(context, cacheOutputs(context.map), layers);

const shapeOf = (run: StageRun, tensor: string): number[] =>
  valueOf(run, tensor).shape.slice(1);

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

function tensorOf(run: StageRun, name: string, tensor: string): NamedTensor {
  const {data} = valueOf(run, tensor);
  return {name, data, shape: shapeOf(run, tensor), axes: ['head', 'position', 'd_head']};
}
