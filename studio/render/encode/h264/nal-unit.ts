/** Kinds of NAL units, H.264 table 7-1. */
export const NAL = {slice: 1, idr: 5, sps: 7, pps: 8} as const;

/** What kind a unit is, by its first byte. */
export const typeOf = (unit: Uint8Array): number => unit[0] & 31;

/** The payload of a unit after `header` bytes, without the bytes that keep start codes out. */
export function payloadOf(unit: Uint8Array, header = 1): Uint8Array {
  const payload = new Uint8Array(unit.length - header);
  let [length, zeros] = [0, 0];
  for (let i = header; i < unit.length; i++) {
    const byte = unit[i];
    if (zeros === 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? Math.min(2, zeros + 1) : 0;
    payload[length++] = byte;
  }
  return payload.subarray(0, length);
}

/** A unit of a first byte and a payload. */
export function unitOf(first: number, payload: Uint8Array): Uint8Array {
  // No more than every third byte needs another.
  const unit = new Uint8Array(2 + payload.length + Math.ceil(payload.length / 2));
  unit[0] = first;
  let [length, zeros] = [1, 0];
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      unit[length++] = 3;
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    unit[length++] = byte;
  }
  return unit.slice(0, length);
}
