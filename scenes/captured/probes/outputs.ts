import type {OutputsRequest} from '../../../data-extract/declare/declaration.ts';
import {inStacks} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** What layers add to the residual stream, `[position, d_model]`. */
export interface CapturedOutputs {
  /** What a layer adds, `[position, d_model]`. */
  of(what: OutputsRequest['of'][number], layer: number): Tensor;
}

export const openOutputs = (reader: CaptureReader): InStacks<CapturedOutputs> =>
  inStacks(reader, own => ({of: (what, layer) => own.block(layer, `hook_${what}`)}));
