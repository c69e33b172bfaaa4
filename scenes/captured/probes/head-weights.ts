import type {HeadWeightsRequest} from '../../../data-extract/declare/declaration.ts';
import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Weights of the head that the declaration names. */
export interface CapturedHeadWeights {
  /** `[d_model, d_head]`; `W_O` is `[d_head, d_model]`. */
  of(what: HeadWeightsRequest['of'][number]): Tensor;
  /** What is added to the product, `[d_head]`, or `null` where nothing is. */
  bias(what: 'W_Q' | 'W_K' | 'W_V'): Tensor | null;
}

export const openHeadWeights = (reader: CaptureReader): CapturedHeadWeights => {
  /** The one weight of its kind, whatever layer and head it is of. */
  const find = (what: string): Tensor | null => {
    const isIt = new RegExp(`\\.attn\\.${what}\\.\\d+$`);
    const found = reader.capture.tensors.find(({name}) => isIt.test(name));
    if (!found) return null;
    const [, layer, , , head] = found.name.split('.').map(Number);
    return reader.tensor(found.name, {layer, head});
  };
  return {
    of: what => find(what) ?? reader.tensor(`attn.${what}`),
    bias: what => find(what.replace('W', 'b')),
  };
};
