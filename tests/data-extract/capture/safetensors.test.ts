import {describe, expect, test} from 'vitest';

import {
  floatsOf,
  openSafetensors,
  readSafetensors,
  storedFloats,
  writeSafetensors,
} from '../../../data-extract/capture/safetensors.ts';
import type {StoredTensor} from '../../../data-extract/capture/safetensors.ts';

const tensors = new Map<string, StoredTensor>([
  ['bytes', {dtype: 'U8', shape: [3], data: Uint8Array.of(1, 2, 3)}],
  ['floats', {dtype: 'F32', shape: [2, 2], data: Float32Array.of(1.5, -2, 0, 1e-30)}],
  ['halves', {dtype: 'F16', shape: [1], data: Uint16Array.of(0x3c00)}],
  ['none', {dtype: 'I32', shape: [0, 4], data: new Int32Array(0)}],
]);

test('what is written is read', () => {
  const {tensors: read, metadata} = openSafetensors(
    writeSafetensors(tensors, {model: 'a'}),
  );
  expect(read).toEqual(tensors);
  expect(metadata).toEqual({model: 'a'});
});

test('the data start at a multiple of eight', () => {
  const file = writeSafetensors(tensors, {});
  expect(new DataView(file.buffer).getBigUint64(0, true) % 8n).toBe(0n);
});

test('aligned data are views, others copies', () => {
  const file = writeSafetensors(new Map([...tensors].slice(1, 2)), {});
  expect(readSafetensors(file).get('floats')?.data.buffer).toBe(file.buffer);
  const shifted = new Uint8Array(file.length + 1);
  shifted.set(file, 1);
  const read = readSafetensors(shifted.subarray(1)).get('floats')?.data;
  expect(read?.buffer).not.toBe(shifted.buffer);
  expect(read).toEqual(Float32Array.of(1.5, -2, 0, 1e-30));
});

test.each([
  ['nothing', 0, 'too short'],
  ['half a header', 40, 'header is cut off'],
  ['half the data', -1, 'is cut off'],
])('%s is refused', (_, end, message) => {
  const file = writeSafetensors(tensors, {});
  expect(() => readSafetensors(file.subarray(0, end))).toThrow(message);
});

test('a shape that its values do not have is refused', () => {
  const odd = {dtype: 'F32' as const, shape: [2, 3], data: Float32Array.of(1, 2, 3)};
  const file = writeSafetensors(new Map([['odd', odd]]), {});
  expect(() => readSafetensors(file)).toThrow(
    'tensor "odd" has 3 values, and not the shape 2, 3',
  );
});

describe('floats in 16 bits', () => {
  const values = Float32Array.of(1, 0.1, -3.14159, 0, 2 ** -20);

  test('keep three digits', () => {
    const stored = storedFloats(values, [5], true);
    expect(stored.dtype).toBe('F16');
    const file = writeSafetensors(new Map([['x', stored]]), {});
    const read = readSafetensors(file).get('x');
    const floats = read && floatsOf(read);
    values.forEach((value, i) => {
      expect(Math.abs((floats?.[i] ?? NaN) - value)).toBeLessThanOrEqual(
        Math.max(2 ** -25, Math.abs(value) * 2 ** -11),
      );
    });
  });

  test('are not used where a value is beyond them', () => {
    const large = Float32Array.of(1, -70_000);
    expect(storedFloats(large, [2], true)).toEqual({
      dtype: 'F32',
      shape: [2],
      data: large,
    });
    expect(storedFloats(Float32Array.of(65504), [1], true).dtype).toBe('F16');
  });

  test('whole numbers are no floats', () => {
    expect(floatsOf({dtype: 'U8', shape: [1], data: Uint8Array.of(7)})).toBeNull();
  });
});
