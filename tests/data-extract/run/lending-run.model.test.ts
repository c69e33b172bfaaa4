import {expect, test} from 'vitest';

import {DataType} from '../../../data-extract/graph/onnx.ts';
import {lendingRun} from '../../../data-extract/run/lending-run.ts';
import {InferenceSession, Tensor} from '../../../data-extract/run/onnxruntime.ts';
import {ModelBuilder} from '../graph/toy/build-model.ts';

const OUTPUTS = ['twice', 'minus', 'places'];

/** A graph that doubles and negates its input, and tells where it is not 0. */
async function open(): Promise<InferenceSession> {
  const m = new ModelBuilder();
  m.node('Add', ['x', 'x'], 'twice');
  m.node('Neg', ['x'], 'minus');
  const places = m.node('NonZero', ['x'], 'found');
  m.node('Cast', [places], 'places', {to: {i: DataType.float}});
  const {model} = m.build([['x', DataType.float, ['n']]], OUTPUTS);
  return InferenceSession.create(model, {logSeverityLevel: 3});
}

const feed = (...values: number[]): Record<string, Tensor> => ({
  x: new Tensor('float32', Float32Array.from(values), [values.length]),
});

const valuesOf = (results: InferenceSession.ReturnType): number[][] =>
  OUTPUTS.map(name => Array.from(results[name].data as Float32Array, Number));

test('what is lent lies in the same memory for the next text, what is not in its own', async () => {
  const run = lendingRun(await open());
  const first = await run(feed(1, 2), OUTPUTS, ['twice']);
  expect(valuesOf(first)).toEqual([
    [2, 4],
    [-1, -2],
    [0, 1],
  ]);
  const second = await run(feed(3, 4), OUTPUTS, ['twice']);
  expect(valuesOf(second)).toEqual([
    [6, 8],
    [-3, -4],
    [0, 1],
  ]);
  expect([...(first.twice.data as Float32Array)]).toEqual([6, 8]);
  expect([...(first.minus.data as Float32Array)]).toEqual([-1, -2]);
});

test('a text of another length has memory of its own', async () => {
  const run = lendingRun(await open());
  const first = await run(feed(1, 2), OUTPUTS, ['twice']);
  const second = await run(feed(3, 4, 5), OUTPUTS, ['twice']);
  expect(valuesOf(second)).toEqual([
    [6, 8, 10],
    [-3, -4, -5],
    [0, 1, 2],
  ]);
  expect([...(first.twice.data as Float32Array)]).toEqual([2, 4]);
});

test('results whose size the values tell are right for every text', async () => {
  const run = lendingRun(await open());
  const texts = [
    [1, 2, 3],
    [0, 2, 0],
    [4, 0, 5],
    [4, 1, 5],
  ];
  const found: number[][][] = [];
  for (const text of texts)
    found.push(valuesOf(await run(feed(...text), OUTPUTS, OUTPUTS)));
  expect(found.map(([twice]) => twice)).toEqual(texts.map(text => text.map(x => 2 * x)));
  expect(found.map(([, , places]) => places)).toEqual([
    [0, 1, 2],
    [1],
    [0, 2],
    [0, 1, 2],
  ]);
});

test('what cannot be run is an error with memory lent, too', async () => {
  const run = lendingRun(await open());
  await run(feed(1, 2), OUTPUTS, OUTPUTS);
  await expect(run({}, OUTPUTS, OUTPUTS)).rejects.toThrow();
});
