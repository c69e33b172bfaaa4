import {rm} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {capture, captureMany} from '../../../data-extract/index.ts';
import type {CaptureResult} from '../../../data-extract/index.ts';
import {openZoo} from './open-zoo.ts';

let zoo = '';
beforeAll(async () => {
  zoo = await openZoo();
});
afterAll(() => rm(zoo, {recursive: true, force: true}));

const ids = [5, 3, 9, 17, 4];
const PAIR = {ids, targetIds: [1, 8, 6]};

/** Heads that lie otherwise, are fewer for keys, or are of 16 bits; experts; two graphs. */
test.each([
  ['opt.ts.eager/onnx/model.onnx', {ids}],
  ['falcon.ts.eager/onnx/model.onnx', {ids}],
  ['deepseek_v3.dyn18.eager/onnx/model.onnx', {ids}],
  ['llama.ts.eager/onnx/model_fused16.onnx', {ids}],
  ['mixtral.ts.eager/onnx/model_q4.onnx', {ids}],
  ['t5.ts.eager', PAIR],
])('%s is checked in a list as it is alone', async (path, text) => {
  const model = join(zoo, path);
  const one = await capture({model, ...text});
  const many: CaptureResult[] = [];
  for await (const made of captureMany({model, texts: [text, text]})) many.push(made);
  const said = ({capture: {invariants, provenance}}: CaptureResult) => ({
    dtype: provenance.dtype,
    checks: invariants
      .filter(({name}) => name !== 'cached = uncached logits')
      .map(({name, tolerance, ok, rows}) => ({name, tolerance, ok, rows})),
  });
  expect(many.map(said)).toEqual([said(one), said(one)]);
  expect(many.flatMap(({failed}) => failed)).toEqual([]);
});
