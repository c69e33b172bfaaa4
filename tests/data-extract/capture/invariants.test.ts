import {expect, test} from 'vitest';

import {
  causalError,
  check,
  productError,
  rowSumError,
  softmaxError,
  sumError,
} from '../../../data-extract/capture/invariants.ts';
import {rmsNormError} from '../../../data-extract/capture/verify.ts';

const computed = (shape: number[], ...data: number[]) => ({
  shape,
  data: Float32Array.from(data),
});

test.each([
  ['whole rows', [0.25, 0.75, 1, 0], 0],
  ['a row that lacks a tenth', [0.25, 0.65, 1, 0], 0.1],
  ['a row that is too long', [0.5, 0.75, 1, 0], 0.25],
])('%s', (_, data, error) => {
  expect(rowSumError(computed([1, 2, 2], ...data))).toBeCloseTo(error, 6);
});

test('a weight above the diagonal is seen, also behind a cache', () => {
  expect(causalError(computed([1, 2, 2], 1, 0, 0.5, 0.5))).toBe(0);
  expect(causalError(computed([1, 2, 2], 0.5, 0.5, 0.5, 0.5))).toBe(0.5);
  expect(causalError(computed([1, 1, 3], 0.5, 0.25, 0.25))).toBe(0);
});

test('a pattern that is not the softmax of its scores is seen', () => {
  const scores = computed([1, 1, 3], 0, Math.log(3), -Infinity);
  expect(softmaxError(scores, computed([1, 1, 3], 0.25, 0.75, 0))).toBeLessThan(1e-6);
  expect(softmaxError(scores, computed([1, 1, 3], 0.5, 0.5, 0))).toBeCloseTo(0.25, 6);
});

test('sums and products are compared relative to their size', () => {
  const [a, b] = [computed([2], 100, 200), computed([2], 1, 1)];
  expect(sumError(a, b, computed([2], 101, 201))).toBe(0);
  expect(sumError(a, b, computed([2], 101, 221))).toBeCloseTo(20 / 221, 6);
  expect(
    productError(
      Float32Array.of(1, 2, 3, 4),
      Float32Array.of(5, 6),
      2,
      Float32Array.of(17, 39),
    ),
  ).toBe(0);
  expect(
    productError(Float32Array.of(1, 2), Float32Array.of(5, 6), 2, Float32Array.of(18)),
  ).toBeCloseTo(1 / 18);
});

test('a norm with another gain is seen', () => {
  const x = Float32Array.of(3, 4);
  const rms = Math.sqrt(12.5);
  const right = Float32Array.of(6 / rms, 4 / rms);
  expect(rmsNormError(x, Float32Array.of(2, 1), right)).toBeLessThan(1e-6);
  expect(rmsNormError(x, Float32Array.of(1, 1), right)).toBeGreaterThan(0.1);
});

test.each([
  [1e-5, 'fp32', true],
  [1e-3, 'fp32', false],
  [1e-3, 'fp16', true],
  [NaN, 'fp16', false],
  [Infinity, 'fp16', false],
])('an error of %d in %s: %s', (error, dtype, ok) => {
  expect(check('x', error, dtype).ok).toBe(ok);
});
