import {expect, test} from 'vitest';

import {chooseGraphs} from '../../../data-extract/models/choose-graphs.ts';
import type {GraphFile} from '../../../data-extract/models/choose-graphs.ts';
import type {ModelDtype} from '../../../data-extract/course/roles.ts';

const files = (...paths: string[]): GraphFile[] =>
  paths.map(path => ({path, absolute: `/m/${path}`}));

test.each([
  [
    ['a.onnx', 'b.onnx'],
    undefined,
    'Give the path of one of them, or call it model.onnx.',
  ],
  [
    ['a_q4.onnx', 'b_q4.onnx'],
    'q4',
    'Give the path of one of them, or call it model_q4.onnx.',
  ],
  [['a_q4.onnx', 'b_q4.onnx'], undefined, 'Give --dtype q4.'],
  [['model.onnx'], 'q8', 'Leave --dtype out, or give fp32.'],
] as const)('of %j at %s none is taken: %s', (paths, dtype, remedy) => {
  expect(() => chooseGraphs(files(...paths), dtype as ModelDtype | undefined)).toThrow(
    expect.objectContaining({code: 'model-graphs', remedy}) as Error,
  );
});

test('the only file may be called what it likes', () => {
  expect(chooseGraphs(files('a.onnx')).main.path).toBe('a.onnx');
});
