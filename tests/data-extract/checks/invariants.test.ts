import {expect, test} from 'vitest';

import {decodeError} from '../../../data-extract/checks/decode-error.ts';
import {
  causalError,
  check,
  columnsError,
  normError,
  rowSumError,
  seesLater,
  softmaxError,
  sumError,
} from '../../../data-extract/checks/invariants.ts';
import {relativeError} from '../../../data-extract/numbers/relative-error.ts';
import type {CapturedToken} from '../../../data-extract/text/token.ts';

const values = (shape: number[], ...data: number[]) => ({
  shape,
  data: Float32Array.from(data),
});

test.each([
  ['whole rows', [0.25, 0.75, 1, 0], false, 0],
  ['a row that lacks a tenth', [0.25, 0.65, 1, 0], false, 0.1],
  ['a row that lacks a tenth, which went to a sink', [0.25, 0.65, 1, 0], true, 0],
  ['a row that is too long', [0.5, 0.75, 1, 0], false, 0.25],
  ['a row that is too long beside a sink', [0.5, 0.75, 1, 0], true, 0.25],
])('%s', (_, data, sink, error) => {
  expect(rowSumError(values([1, 2, 2], ...data), sink)).toBeCloseTo(error, 6);
});

test.each([0, 2, 3, 4, 6])('of seven rows of three the one at %i is too long', row => {
  const data = Array.from({length: 21}, (_, i) =>
    Math.floor(i / 3) === row ? 0.5 : 1 / 3,
  );
  expect(rowSumError(values([1, 7, 3], ...data))).toBeCloseTo(0.5, 6);
  data[3 * row] = NaN;
  expect(rowSumError(values([1, 7, 3], ...data))).toBe(Infinity);
});

test('a weight above the diagonal is seen, also behind a cache', () => {
  expect(causalError(values([1, 2, 2], 1, 0, 0.5, 0.5), [0, 1], 2, [])).toBe(0);
  expect(causalError(values([1, 2, 2], 0.5, 0.5, 0.5, 0.5), [0, 1], 2, [])).toBe(0.5);
  expect(causalError(values([1, 1, 3], 0.5, 0.25, 0.25), [0], 1, [])).toBe(0);
  // A row that padding asks for, from which all tokens are hidden, says nothing.
  const padding = [{padding: true} as const, {}];
  expect(causalError(values([1, 2, 2], 0.5, 0.5, 0.5, 0.5), [0, 1], 2, padding)).toBe(0);
  expect(seesLater(values([1, 2, 2], 0.5, 0.5, 0.5, 0.5), [0, 1], 2, [])).toBe(true);
});

test('a pattern that is not the softmax of its scores is seen', () => {
  const scores = values([1, 1, 3], 0, Math.log(3), -Infinity);
  expect(softmaxError(scores, values([1, 1, 3], 0.25, 0.75, 0))).toBeLessThan(1e-6);
  expect(softmaxError(scores, values([1, 1, 3], 0.5, 0.5, 0))).toBeCloseTo(0.25, 6);
});

test('a row of scores that are no numbers is no softmax', () => {
  const scores = values([1, 1, 2], NaN, NaN);
  expect(softmaxError(scores, values([1, 1, 2], 0.5, 0.5))).toBe(Infinity);
});

test('a row that sees nothing is no softmax', () => {
  const scores = values([1, 1, 2], -Infinity, -Infinity);
  expect(softmaxError(scores, values([1, 1, 2], NaN, NaN))).toBe(0);
});

test('sums are compared relative to their size', () => {
  const terms = [Float32Array.of(100, 200), Float32Array.of(1, 1)];
  expect(sumError(terms, Float32Array.of(101, 201))).toBe(0);
  expect(sumError(terms, Float32Array.of(101, 221))).toBeCloseTo(20 / 221, 6);
});

test.each([
  ['the first', [NaN, 2, 3], [1, 2, 3], Infinity],
  ['one among others', [1, NaN, 3], [1, 2, 3], Infinity],
  ['one that is expected', [1, 2, 3], [1, NaN, 3], Infinity],
  ['an infinite one', [1, Infinity, 3], [1, 2, 3], Infinity],
  ['one that is not there', [1, 2], [1, 2, 3], Infinity],
  ['two that are infinite alike', [1, -Infinity, 3], [1, -Infinity, 4], 0.25],
])('no number is an error wherever it stands: %s', (_, own, expected, error) => {
  expect(relativeError(Float32Array.from(own), Float32Array.from(expected))).toBe(error);
});

test('some columns of a product are compared, with their bias', () => {
  const a = Float32Array.of(1, 2);
  // Two columns: [[5, 7], [6, 8]].
  const b = Float32Array.of(5, 7, 6, 8);
  expect(columnsError(a, b, 2, values([1, 2], 17, 23), null)).toBe(0);
  const shifted = values([1, 2], 18, 23);
  expect(columnsError(a, b, 2, shifted, Float32Array.of(1, 0))).toBe(0);
  expect(columnsError(a, b, 2, shifted, null)).toBeCloseTo(1 / 23, 6);
});

test('a norm with another gain, or with the mean left on, is seen', () => {
  const x = Float32Array.of(3, 4);
  const rms = {kind: 'rms', epsilon: 0} as const;
  const layer = {kind: 'layer', epsilon: 0} as const;
  const [gain, bias] = [Float32Array.of(2, 1), Float32Array.of(0, 0.5)];
  const root = Math.sqrt(12.5);
  const right = Float32Array.of(6 / root, 4 / root);
  expect(normError(x, right, gain, null, rms, 2)).toBeLessThan(1e-6);
  expect(normError(x, right, null, null, rms, 2)).toBeGreaterThan(0.1);
  expect(normError(x, Float32Array.of(-2, 1.5), gain, bias, layer, 2)).toBeLessThan(1e-6);
  expect(normError(x, Float32Array.of(-2, 1.5), gain, bias, rms, 2)).toBeGreaterThan(0.1);
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

const token = (text: string, special = false): CapturedToken => ({
  id: 0,
  text,
  bytes: special ? '' : Buffer.from(text).toString('hex'),
  start: 0,
  end: 0,
  special,
});

test.each<[string, string, CapturedToken[], number]>([
  ['tokens that are the text', 'a cat', [token('a'), token(' cat')], 0],
  ['tokens that lack a letter', 'a cat', [token('a'), token(' ca')], Infinity],
  [
    'a special token in the text',
    'a [MASK].',
    [token('a'), token('[MASK]', true), token('.')],
    0,
  ],
  ['a tokenizer that keeps no capitals', 'A Cat', [token('a'), token('cat')], 0],
])('%s', (_, text, tokens, error) => {
  expect(decodeError(text, tokens)).toBe(error);
});
