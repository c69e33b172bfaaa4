import {Tensor} from 'onnxruntime-node';

import {numberToFloat16} from '../graph/half.ts';
import {DataType} from '../graph/onnx.ts';
import type {OnnxGraph, OnnxValue} from '../graph/onnx.ts';
import {UserError} from '../user-error.ts';
import type {Computed} from './computed.ts';

/** A tensor for each input of a graph. */
export type Feeds = Record<string, Tensor>;

/** What a stage reads. One batch entry, or several of the same length. */
export interface StageInput {
  /** Token ids, one row per batch entry. */
  ids: readonly (readonly number[])[];
  /** Segment of each token; default 0. */
  segments?: readonly number[];
  /** `present.*` values of an earlier run, by the name of the input they belong to. */
  past?: PastValues;
  /** What the encoder made, for a decoder that looks at it. */
  encoder?: {states: Computed; length: number};
}

export interface PastValues {
  /** Positions that the cache holds. */
  length: number;
  values: ReadonlyMap<string, Computed>;
}

/**
 * Make a tensor for each input of a graph.
 *
 * @throws UserError for an input whose meaning is not known, and for a graph that writes
 * into the cache that it reads: onnxruntime-node hands out results in memory of their own.
 */
export function feedsFor(
  {inputs, nodes}: Pick<OnnxGraph, 'inputs' | 'nodes'>,
  input: StageInput,
): Feeds {
  const sharing = nodes.find(
    ({attributes}) => attributes.get('past_present_share_buffer')?.i === 1,
  );
  if (sharing) {
    throw new UserError(
      'model-operator',
      `${sharing.op} "${sharing.name}" writes into the cache that it reads (past_present_share_buffer), which cannot be run here.`,
      'Use the model as it was exported, before it was made ready for a search operator.',
    );
  }
  return Object.fromEntries(inputs.map(value => [value.name, feedFor(value, input)]));
}

function feedFor(value: OnnxValue, {ids, segments, past, encoder}: StageInput): Tensor {
  const {name} = value;
  const batch = ids.length;
  const length = ids[0].length;
  const before = past?.length ?? 0;
  const rows = (row: readonly number[]): number[] => ids.flatMap(() => row);
  const integers = (data: readonly number[], ...dims: number[]): Tensor =>
    integer(value, data, dims);
  const cached = past?.values.get(name);
  if (cached) return float(value, cached.data, cached.shape);
  if (encoder && /^encoder_hidden_states$|^encoder_outputs/.test(name)) {
    return float(value, encoder.states.data, encoder.states.shape);
  }
  if (encoder && name === 'encoder_attention_mask') {
    return integers(rows(ones(encoder.length)), batch, encoder.length);
  }
  if (/^(encoder_|decoder_)?input_ids$/.test(name))
    return integers(ids.flat(), batch, length);
  if (/^(encoder_|decoder_)?attention_mask$/.test(name)) {
    return integers(rows(ones(before + length)), batch, before + length);
  }
  if (/^(decoder_)?position_ids$|^positions?$/.test(name)) {
    return integers(rows(ids[0].map((_, i) => before + i)), batch, length);
  }
  if (/^token_type_ids$|^segment_ids$/.test(name)) {
    return integers(rows(segments ?? ids[0].map(() => 0)), batch, length);
  }
  if (name === 'cache_position')
    return integers(
      ids[0].map((_, i) => before + i),
      length,
    );
  if (name === 'use_cache_branch')
    return new Tensor('bool', Uint8Array.of(past ? 1 : 0), [1]);
  if (/^past(_sequence_length|_seq_len|_length)$/.test(name))
    return integers([before], 1);
  if (/^past/.test(name)) {
    const dims = emptyPast(value, batch);
    if (dims) return float(value, new Float32Array(0), dims);
  }
  throw new UserError(
    'model-input',
    `The model wants an input "${name}" that is not known.`,
    'Export it with the inputs input_ids, attention_mask, position_ids and past_key_values.*.',
  );
}

/**
 * The shape of an empty cache: `[batch, head, 0, size]`, or with keys and values in one
 * `[2, batch, head, 0, size]`.
 */
function emptyPast({shape}: OnnxValue, batch: number): number[] | null {
  if (shape.length !== 4 && shape.length !== 5) return null;
  const offset = shape.length - 4;
  const dims = shape.map((size, i) => {
    if (i === offset) return batch;
    if (i === offset + 2) return 0;
    return size;
  });
  return dims.every(size => typeof size === 'number') ? (dims as number[]) : null;
}

const ones = (count: number): number[] => Array.from({length: count}, () => 1);

function integer({elemType}: OnnxValue, data: readonly number[], dims: number[]): Tensor {
  if (elemType === DataType.int32)
    return new Tensor('int32', Int32Array.from(data), dims);
  if (elemType === DataType.float)
    return new Tensor('float32', Float32Array.from(data), dims);
  if (elemType === DataType.bool) return new Tensor('bool', Uint8Array.from(data), dims);
  if (elemType === DataType.float16) {
    return new Tensor('float16', Uint16Array.from(data, numberToFloat16), dims);
  }
  return new Tensor('int64', BigInt64Array.from(data, BigInt), dims);
}

function float(
  {elemType}: OnnxValue,
  data: Float32Array,
  dims: readonly number[],
): Tensor {
  return elemType === DataType.float16
    ? new Tensor('float16', Uint16Array.from(data, numberToFloat16), dims)
    : new Tensor('float32', data, dims);
}
