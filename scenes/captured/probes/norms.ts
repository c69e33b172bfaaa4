import type {NormRequest} from '../../../data-extract/declare/declaration.ts';
import {inStacks} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

type BlockNorm = 'ln1' | 'ln2' | 'ln3' | 'ln1_post' | 'ln2_post';
type Part = NormRequest['of'][number];

/**
 * Norms: what goes in, comes out and lies between, `[position, d_model]`, means and scale
 * `[position, 1]`, gain and bias `[d_model]`.
 */
export interface CapturedNorms {
  /** A norm of a block, e.g. `ln1` of layer 0. */
  of(what: Part, norm: BlockNorm, layer: number): Tensor;
  /** Whether there is such a thing: many norms have no bias. */
  has(what: Part, norm: BlockNorm, layer: number): boolean;
  /** The norm between the last block and the head. */
  final(what: Part): Tensor;
}

/** Weights have TransformerLens's short names. */
const hookOf = (what: Part): string =>
  what === 'gain' ? 'w' : what === 'bias' ? 'b' : `hook_${what}`;

export const openNorms = (reader: CaptureReader): InStacks<CapturedNorms> =>
  inStacks(reader, own => ({
    of: (what, norm, layer) => own.block(layer, `${norm}.${hookOf(what)}`),
    has: (what, norm, layer) => own.has(layer, `${norm}.${hookOf(what)}`),
    final: what => own.top(`ln_final.${hookOf(what)}`),
  }));
