import type {HeadValuesRequest} from '../../../data-extract/declare/declaration.ts';
import {inStacks} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

type Part = HeadValuesRequest['of'][number];

/** Queries, keys, values and their weighted sums, `[position, head, d_head]` per layer. */
export interface CapturedHeadValues {
  /** Those of all heads, `[position, head, d_head]`; keys and values have as many heads as the model has of them. */
  of(what: Part, layer: number): Tensor;
  /**
   * Those of one head, `[position, d_head]`. Keys and values that several heads share
   * are those of its group.
   */
  head(what: Part, layer: number, head: number): Tensor;
  /** Whether they are there: a model that turns no positions in has no `rot_q`. */
  has(what: Part, layer: number): boolean;
  /** Those of attention to an encoder, where they were asked for. */
  cross(what: Part, layer: number): Tensor;
}

export const openHeadValues = (reader: CaptureReader): InStacks<CapturedHeadValues> =>
  inStacks(reader, own => ({
    of: (what, layer) => own.block(layer, `attn.hook_${what}`),
    head(what, layer, head) {
      const all = own.block(layer, `attn.hook_${what}`);
      const group = Math.floor(
        (head * all.shape[1]) / own.capture.provenance.model.heads,
      );
      return all.slice(1, group).from({head});
    },
    has: (what, layer) => own.has(layer, `attn.hook_${what}`),
    cross: (what, layer) => own.block(layer, `cross_attn.hook_${what}`),
  }));
