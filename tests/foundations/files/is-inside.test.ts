import {expect, test} from 'vitest';

import {isInside} from '../../../foundations/files/is-inside.ts';

test.each([
  'model.onnx',
  'onnx/model.onnx_data',
  'a/../b',
  './a',
  'a\\b',
  '..hidden',
  '한글/#1?',
])('%j stays inside', path => {
  expect(isInside(path)).toBe(true);
});

test.each([
  '',
  '..',
  '../x',
  'a/../../x',
  '/etc/passwd',
  '..\\x',
  'a\\..\\..\\x',
  'C:\\x',
  'c:x',
  '\\\\host\\share',
  'a\0b',
])('%j does not', path => {
  expect(isInside(path)).toBe(false);
});
