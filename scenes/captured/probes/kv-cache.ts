import type {CacheResult} from '../../../data-extract/capture/format.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Keys and values that a model keeps of the text. */
export interface CapturedCache {
  /** Shapes by layer, `[head, position, d_head]`. */
  layers: CacheResult['layers'];
  /** Bytes of the whole model's cache for this text. */
  bytes: number;
  /** Bytes for each further token. */
  bytesPerToken: number;
  /** Keys of a layer, `[head, position, d_head]`, where values were asked for. */
  keys(layer: number): Tensor;
  /** Values of a layer, `[head, position, d_head]`, likewise. */
  values(layer: number): Tensor;
}

export function openCache(reader: CaptureReader): CapturedCache {
  const {layers, bytes, bytesPerToken} = resultOf(reader, 'kvCache');
  return {
    layers,
    bytes,
    bytesPerToken,
    keys: layer => reader.block(layer, 'attn.cache_k'),
    values: layer => reader.block(layer, 'attn.cache_v'),
  };
}
