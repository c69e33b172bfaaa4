/** Numbers of 16 bits, by their bits. */

import {Float16Array} from '@petamoriken/float16';

const scratch = new DataView(new ArrayBuffer(4));

let table: Float32Array | null = null;

/** Every binary16, by its bits: the package is slow where it reads one by one. */
const readings = (): Float32Array =>
  (table ??= Float32Array.from(
    new Float16Array(Uint16Array.from({length: 0x10000}, (_, i) => i).buffer),
  ));

/** An IEEE 754 binary16. */
export const float16ToNumber = (bits: number): number => readings()[bits];

/** A bfloat16: the upper half of a float32. */
export function bfloat16ToNumber(bits: number): number {
  scratch.setUint32(0, (bits << 16) >>> 0);
  return scratch.getFloat32(0);
}

/** All values of an array of binary16. */
export function float16ToFloat32(bits: Uint16Array): Float32Array {
  const numbers = readings();
  const values = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) values[i] = numbers[bits[i]];
  return values;
}

/** The binary16 nearest to each of some numbers, ties to even. */
export const numbersToFloat16 = (numbers: ArrayLike<number>): Uint16Array =>
  new Uint16Array(new Float16Array(numbers).buffer);
