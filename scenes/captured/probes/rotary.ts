import type {RotaryResult} from '../../../data-extract/capture/format.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** How positions are turned into a head's queries and keys. */
export interface CapturedRotary extends RotaryResult {
  /** Queries or keys of the head before positions are turned in, `[position, d_head]`. */
  before(part: 'q' | 'k'): Tensor;
  /** The same after it. */
  after(part: 'q' | 'k'): Tensor;
}

export function openRotary(reader: CaptureReader): CapturedRotary {
  const result = resultOf(reader, 'rotary');
  const {layer, head} = result;
  const of = (part: 'q' | 'k'): Tensor => {
    const hook = `.attn.hook_turned_${part}.`;
    const found = reader.capture.tensors.find(({name}) => name.includes(hook));
    return reader.tensor(found?.name ?? hook, {layer, head});
  };
  return {
    ...result,
    before: part => of(part).at(0),
    after: part => of(part).at(1),
  };
}
