import {inStacks} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

const HOOKS = {
  tokens: 'hook_embed',
  positions: 'hook_pos_embed',
  segments: 'hook_token_type_embed',
} as const;

/** What the first block's input is the sum of, `[position, d_model]` each. */
export interface CapturedEmbeddings {
  /** One of the vectors that are added up, `[position, d_model]`. */
  of(what: keyof typeof HOOKS): Tensor;
}

export const openEmbeddings = (reader: CaptureReader): InStacks<CapturedEmbeddings> =>
  inStacks(reader, own => ({of: what => own.top(HOOKS[what])}));
