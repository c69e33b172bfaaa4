import {floatsOf, readSafetensors} from '../../../data-extract/capture/safetensors.ts';
import {bytesOf} from '../../../scenes/captured/open-capture.ts';
import type {CaptureFiles} from '../../../scenes/captured/open-capture.ts';

/** Which attention of a model a pattern is: of its one stack, or of one with two halves. */
export type Attention = 'only' | 'encoder' | 'decoder' | 'cross';

/** One tensor of patterns, `[head, query, key]`. */
export interface PatternLayer {
  attention: Attention;
  /** In the model; captures may have kept some layers only. */
  layer: number;
  /** What stands before `.hook_pattern`, e.g. `blocks.3.attn`. */
  name: string;
  data: Float32Array;
  shape: readonly number[];
}

const PATTERN = /^((blocks|encoder|decoder)\.(\d+)\.(attn|cross_attn))\.hook_pattern$/;

/** Which attention a tensor of patterns is, and of which layer; `null` for another tensor. */
export function patternPlace(
  tensor: string,
): Pick<PatternLayer, 'attention' | 'layer' | 'name'> | null {
  const [, name, stack, layer, kind] = PATTERN.exec(tensor) ?? [];
  if (name === undefined) return null;
  const attention =
    kind === 'cross_attn' ? 'cross' : stack === 'blocks' ? 'only' : (stack as Attention);
  return {attention, layer: Number(layer), name};
}

/** The attention patterns in a capture, in its order. */
export function patternLayers({capture, tensors}: CaptureFiles): PatternLayer[] {
  const stored = readSafetensors(bytesOf(tensors));
  return capture.tensors.flatMap(({name, shape}) => {
    const place = patternPlace(name);
    const tensor = stored.get(name);
    const data = tensor && floatsOf(tensor);
    return place && data ? [{...place, data, shape}] : [];
  });
}
