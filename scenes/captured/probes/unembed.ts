import type {UnembedResult} from '../../../data-extract/capture/format.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** The last vector, and rows of the head that it meets. */
export interface CapturedUnembed extends UnembedResult {
  /** The position's vector after the final norm, `[d_model]`. */
  vector: Tensor;
  /** Rows of the head by token, in the order of `tokens`, `[token, d_model]`. */
  rows: Tensor;
  /** What vector and row make number by number, `[token, d_model]`. */
  numberProducts: Tensor;
}

export const openUnembed = (reader: CaptureReader): CapturedUnembed => ({
  ...resultOf(reader, 'unembed'),
  vector: reader.tensor('unembed.hook_in'),
  rows: reader.tensor('unembed.rows'),
  numberProducts: reader.tensor('unembed.products'),
});
