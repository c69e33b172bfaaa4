import type {ByteSource} from './byte-source.ts';

/** One field of a protobuf message, by its place in the source. */
export interface WireField {
  number: number;
  type: 0 | 1 | 2 | 5;
  /** Start of the tag. */
  start: number;
  /** Start of the payload (after the length, for type 2). */
  payload: number;
  /** End of the payload; the next field starts here. */
  end: number;
  /** The value of a varint field, else 0. */
  value: bigint;
}

const MAX_VARINT = 10;

/**
 * Walk the fields of a message without reading payloads.
 *
 * @param source - The bytes.
 * @param start - Start of the message.
 * @param end - End of the message.
 * @throws RangeError where the bytes are no protobuf message of that length.
 */
export function* walkFields(
  source: ByteSource,
  start: number,
  end: number,
): Generator<WireField, void, void> {
  let position = start;
  while (position < end) {
    const tag = readVarint(source, position, end);
    const type = Number(tag.value & 7n);
    const number = Number(tag.value >> 3n);
    if (number === 0) throw new RangeError(`field number 0 at byte ${position}`);
    const field = {number, start: position, value: 0n};
    if (type === 0) {
      const {value, next} = readVarint(source, tag.next, end);
      yield {...field, type, payload: tag.next, end: next, value};
      position = next;
      continue;
    }
    let payload = tag.next;
    let length: number;
    if (type === 2) {
      const {value, next} = readVarint(source, payload, end);
      length = Number(value);
      payload = next;
    } else if (type === 1 || type === 5) {
      length = type === 1 ? 8 : 4;
    } else {
      throw new RangeError(`wire type ${type} at byte ${position}`);
    }
    if (length > end - payload) {
      throw new RangeError(`a field of ${length} bytes at byte ${position}`);
    }
    position = payload + length;
    yield {...field, type, payload, end: position};
  }
}

function readVarint(
  source: ByteSource,
  position: number,
  end: number,
): {value: bigint; next: number} {
  const bytes = source.read(position, Math.min(MAX_VARINT, end - position));
  // Nearly all numbers have at most four bytes, where plain arithmetic does.
  let small = 0;
  for (let i = 0; i < Math.min(4, bytes.length); i++) {
    small |= (bytes[i] & 0x7f) << (7 * i);
    if (bytes[i] < 0x80) return {value: BigInt(small), next: position + i + 1};
  }
  let value = 0n;
  for (let i = 0; i < bytes.length; i++) {
    value |= BigInt(bytes[i] & 0x7f) << BigInt(7 * i);
    if (bytes[i] < 0x80)
      return {value: BigInt.asUintN(64, value), next: position + i + 1};
  }
  throw new RangeError(`an unfinished number at byte ${position}`);
}

const decoder = new TextDecoder();

/** A field's payload as text. */
export const textOf = (source: ByteSource, {payload, end}: WireField): string =>
  decoder.decode(source.read(payload, end - payload));

/** A signed 64-bit field as a number; beyond 2^53 it loses digits, which sizes never reach. */
export const intOf = ({value}: WireField): number => Number(BigInt.asIntN(64, value));

/** A repeated int64 field: packed, or one value. */
export function intsOf(source: ByteSource, field: WireField): number[] {
  if (field.type === 0) return [intOf(field)];
  const values: number[] = [];
  let position = field.payload;
  while (position < field.end) {
    const {value, next} = readVarint(source, position, field.end);
    values.push(Number(BigInt.asIntN(64, value)));
    position = next;
  }
  return values;
}

/** A repeated float field: packed, or one value. */
export function floatsOf(source: ByteSource, {payload, end}: WireField): number[] {
  const bytes = source.read(payload, end - payload);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({length: Math.floor(bytes.length / 4)}, (_, i) =>
    view.getFloat32(4 * i, true),
  );
}
