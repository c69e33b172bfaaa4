/**
 * The safetensors container: 8 bytes with the length of a JSON header, the header
 * (name -> dtype, shape, offsets), then the data. Works in Node and in the browser.
 */

import {float16ToFloat32, numbersToFloat16} from '../numbers/half.ts';

export type TensorData = Float32Array | Uint16Array | Uint8Array | Int32Array;
export type TensorType = 'F32' | 'F16' | 'U8' | 'I32';

export interface StoredTensor {
  dtype: TensorType;
  shape: readonly number[];
  /** Row-major; F16 as its bits. */
  data: TensorData;
}

interface HeaderEntry {
  dtype: TensorType;
  shape: number[];
  data_offsets: [number, number];
}

const KINDS = {
  F32: Float32Array,
  F16: Uint16Array,
  U8: Uint8Array,
  I32: Int32Array,
} as const;
const ALIGNMENT = 8;

/**
 * Write tensors in the order given.
 *
 * @param tensors - By name.
 * @param metadata - Text fields of the header.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header: Record<string, HeaderEntry | Readonly<Record<string, string>>> = {
    __metadata__: metadata,
  };
  let offset = 0;
  for (const [name, {dtype, shape, data}] of tensors) {
    header[name] = {
      dtype,
      shape: [...shape],
      data_offsets: [offset, offset + data.byteLength],
    };
    offset += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(8 + padded + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, 8, 8 + padded);
  file.set(json, 8);
  let position = 8 + padded;
  for (const {data} of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}

/** The values of a tensor of floats, of 32 or of 16 bits; `null` for one of whole numbers. */
export function floatsOf({dtype, data}: StoredTensor): Float32Array | null {
  if (data instanceof Float32Array) return data;
  return dtype === 'F16' && data instanceof Uint16Array ? float16ToFloat32(data) : null;
}

/** A tensor of floats, in 16 bits where all of its values are small enough for that. */
export function storedFloats(
  data: Float32Array,
  shape: readonly number[],
  half: boolean,
): StoredTensor {
  if (!half || data.some(value => Math.abs(value) > LARGEST_HALF)) {
    return {dtype: 'F32', shape, data};
  }
  return {dtype: 'F16', shape, data: numbersToFloat16(data)};
}

/** From half a step above it on, numbers are rounded to infinity. */
const LARGEST_HALF = 65504;

/**
 * Read all tensors of a file. Where the data lie aligned, the result is a view.
 *
 * @throws RangeError where the bytes are no safetensors file.
 */
export function readSafetensors(file: Uint8Array): Map<string, StoredTensor> {
  return openSafetensors(file).tensors;
}

/** Read all tensors of a file together with the text fields of its header. */
export function openSafetensors(file: Uint8Array): {
  tensors: Map<string, StoredTensor>;
  metadata: Record<string, string>;
} {
  if (file.length < 8)
    throw new RangeError('the file is too short for a safetensors header');
  const length = Number(
    new DataView(file.buffer, file.byteOffset, file.byteLength).getBigUint64(0, true),
  );
  if (length > file.length - 8) throw new RangeError('the safetensors header is cut off');
  const header = JSON.parse(
    new TextDecoder().decode(file.subarray(8, 8 + length)),
  ) as Record<string, HeaderEntry> & {__metadata__?: Record<string, string>};
  const {__metadata__: metadata = {}, ...entries} = header;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, {dtype, shape, data_offsets}] of Object.entries(entries)) {
    const [from, to] = data_offsets.map(offset => 8 + length + offset);
    if (to > file.length || from > to)
      throw new RangeError(`tensor "${name}" is cut off`);
    const data = viewOf(file, dtype, from, to, name);
    if (data.length !== shape.reduce((all, one) => all * one, 1))
      throw new RangeError(
        `tensor "${name}" has ${data.length} values, and not the shape ${shape.join(', ')}`,
      );
    tensors.set(name, {dtype, shape, data});
  }
  return {tensors, metadata};
}

function viewOf(
  file: Uint8Array,
  dtype: TensorType,
  from: number,
  to: number,
  name: string,
): TensorData {
  if (!Object.hasOwn(KINDS, dtype))
    throw new RangeError(`tensor "${name}" is of type ${dtype}`);
  const Kind = KINDS[dtype];
  const start = file.byteOffset + from;
  if (start % Kind.BYTES_PER_ELEMENT === 0) {
    return new Kind(
      file.buffer as ArrayBuffer,
      start,
      (to - from) / Kind.BYTES_PER_ELEMENT,
    );
  }
  const copy = file.slice(from, to);
  return new Kind(copy.buffer as ArrayBuffer, 0, (to - from) / Kind.BYTES_PER_ELEMENT);
}
