import {float16ToNumber, bfloat16ToNumber} from '../numbers/half.ts';
import type {ByteSource} from './byte-source.ts';
import {BYTES, DataType, sizeOf} from './onnx.ts';
import type {OnnxTensor} from './onnx.ts';
import {floatsOf, intOf, intsOf, textOf, walkFields} from './wire.ts';
import type {WireField} from './wire.ts';

/** Field numbers of `TensorProto`. */
export const TENSOR = {
  dims: 1,
  dataType: 2,
  floats: 4,
  int32s: 5,
  int64s: 7,
  name: 8,
  raw: 9,
  doubles: 10,
  external: 13,
  location: 14,
} as const;

/** Constants of up to this many values are read at once; they decide shapes and scales. */
const FEW = 64;

/**
 * Read a tensor's head; its data stay where they are, except a few values.
 *
 * @param field - The field that holds the TensorProto.
 */
export function readTensor(source: ByteSource, field: WireField): OnnxTensor {
  const tensor: OnnxTensor = {
    name: '',
    dims: [],
    dataType: 0,
    raw: null,
    external: null,
    values: null,
    place: {start: field.start, end: field.end},
    inNode: false,
  };
  const typed: number[] = [];
  const entries = new Map<string, string>();
  for (const part of walkFields(source, field.payload, field.end)) {
    if (part.number === TENSOR.dims) tensor.dims.push(...intsOf(source, part));
    else if (part.number === TENSOR.dataType) tensor.dataType = intOf(part);
    else if (part.number === TENSOR.name) tensor.name = textOf(source, part);
    // Packed floats are laid out like raw data.
    else if (
      part.number === TENSOR.raw ||
      (part.number === TENSOR.floats && part.type === 2)
    ) {
      tensor.raw = {offset: part.payload, length: part.end - part.payload};
    } else if (part.number === TENSOR.floats) typed.push(...floatsOf(source, part));
    else if (part.number === TENSOR.int32s || part.number === TENSOR.int64s) {
      if (part.end - part.payload <= FEW * 10) typed.push(...intsOf(source, part));
    } else if (part.number === TENSOR.external) {
      const [key, text] = readEntry(source, part);
      entries.set(key, text);
    }
  }
  const location = entries.get('location');
  if (location !== undefined) {
    const length = entries.get('length');
    tensor.external = {
      location,
      offset: Number(entries.get('offset') ?? 0),
      length: length === undefined ? null : Number(length),
    };
    tensor.raw = null;
  }
  const size = sizeOf(tensor);
  if (size <= FEW) {
    if (tensor.raw) tensor.values = readFew(source, tensor);
    else if (typed.length === size) {
      tensor.values =
        tensor.dataType === DataType.float16 ? typed.map(float16ToNumber) : typed;
    }
  }
  return tensor;
}

/** Key and value of a `StringStringEntryProto`. */
export function readEntry(
  source: ByteSource,
  {payload, end}: WireField,
): [string, string] {
  const parts = ['', ''];
  for (const field of walkFields(source, payload, end)) {
    if (field.number === 1 || field.number === 2)
      parts[field.number - 1] = textOf(source, field);
  }
  return [parts[0], parts[1]];
}

function readFew(source: ByteSource, {raw, dims, dataType}: OnnxTensor): number[] | null {
  const width = BYTES[dataType];
  if (!raw || width === undefined || raw.length !== sizeOf({dims}) * width) return null;
  return decodeValues(source.read(raw.offset, raw.length), dataType);
}

/**
 * Values of raw little-endian data as numbers.
 *
 * @throws RangeError for a type that is no number of whole bytes.
 */
export function decodeValues(bytes: Uint8Array, dataType: number): number[] {
  const width = BYTES[dataType];
  if (width === undefined)
    throw new RangeError(`values of data type ${dataType} cannot be read`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const read = READERS[dataType];
  return Array.from({length: Math.floor(bytes.length / width)}, (_, i) =>
    read(view, i * width),
  );
}

const READERS: Readonly<Record<number, (view: DataView, at: number) => number>> = {
  [DataType.float]: (view, at) => view.getFloat32(at, true),
  [DataType.double]: (view, at) => view.getFloat64(at, true),
  [DataType.float16]: (view, at) => float16ToNumber(view.getUint16(at, true)),
  [DataType.bfloat16]: (view, at) => bfloat16ToNumber(view.getUint16(at, true)),
  [DataType.int64]: (view, at) => Number(view.getBigInt64(at, true)),
  [DataType.uint64]: (view, at) => Number(view.getBigUint64(at, true)),
  [DataType.int32]: (view, at) => view.getInt32(at, true),
  [DataType.uint32]: (view, at) => view.getUint32(at, true),
  [DataType.int16]: (view, at) => view.getInt16(at, true),
  [DataType.uint16]: (view, at) => view.getUint16(at, true),
  [DataType.int8]: (view, at) => view.getInt8(at),
  [DataType.uint8]: (view, at) => view.getUint8(at),
  [DataType.bool]: (view, at) => view.getUint8(at),
};
