import type {ResidualRequest} from '../../../data-extract/declare/declaration.ts';
import {inStacks} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** The residual stream, `[position, d_model]` per layer. */
export interface CapturedResidual {
  /** Number of layers of the model, whether captured or not. */
  layers: number;
  /** The stream at a point of a block, `[position, d_model]`. */
  at(point: ResidualRequest['at'][number], layer: number): Tensor;
  /** How long its vectors are, `[position]`, where that was asked for. */
  lengths(point: ResidualRequest['at'][number], layer: number): Tensor;
  /** Whether it is there: a block that adds everything at once has no `mid`. */
  has(point: ResidualRequest['at'][number], layer: number): boolean;
}

export const openResidual = (reader: CaptureReader): InStacks<CapturedResidual> =>
  inStacks(reader, own => ({
    layers: own.layers,
    at: (point, layer) => own.block(layer, `hook_resid_${point}`),
    lengths: (point, layer) => own.block(layer, `hook_resid_${point}_length`),
    has: (point, layer) => own.has(layer, `hook_resid_${point}`),
  }));
