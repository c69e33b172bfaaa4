import {expect, test} from 'vitest';

import {
  bfloat16ToNumber,
  float16ToFloat32,
  float16ToNumber,
  numbersToFloat16,
} from '../../../data-extract/numbers/half.ts';

test.each([
  [0x3c00, 1],
  [0xc000, -2],
  [0x7bff, 65504],
  [0x0001, 2 ** -24],
  [0x0400, 2 ** -14],
  [0x7c00, Infinity],
  [0x8000, -0],
])('the bits %d of float16 are %d', (bits, value) => {
  expect(float16ToNumber(bits)).toBe(value);
  expect([...numbersToFloat16([value])]).toEqual([bits]);
});

test('every float16 but NaN survives being a number', () => {
  const all = Uint16Array.from({length: 0x10000}, (_, i) => i);
  const values = float16ToFloat32(all);
  const again = numbersToFloat16(values);
  const changed = all.filter((bits, i) => !Number.isNaN(values[i]) && again[i] !== bits);
  expect([...changed]).toEqual([]);
});

test.each([
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [1 + 2 ** -11 + 2 ** -40, 0x3c01],
  [65520, 0x7c00],
  [65519, 0x7bff],
  [2 ** -25, 0x0000],
  [3 * 2 ** -25, 0x0002],
])('%d is rounded to the nearest, ties to even', (value, bits) => {
  expect([...numbersToFloat16([value])]).toEqual([bits]);
});

test('bfloat16 is the upper half of float32', () => {
  expect(bfloat16ToNumber(0x3fc0)).toBe(1.5);
  expect(bfloat16ToNumber(0xff80)).toBe(-Infinity);
});
