import {mkdtemp, rm, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {beforeEach, expect, test} from 'vitest';

import {externalNames} from '../../../data-extract/graph/external-names.ts';
import {toyModel} from './toy/toy-model.ts';

let file = '';
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aim-external-'));
  file = join(folder, 'model.onnx');
  return () => rm(folder, {recursive: true, force: true});
});

const LARGE = 65 * 2 ** 20;

test.each([
  ['weights in itself', toyModel({}).model, 0, []],
  [
    'weights in another file',
    toyModel({external: 'weights.bin'}).model,
    0,
    ['weights.bin'],
  ],
  ['a word that only looks like the field', Buffer.from('no location here'), 0, []],
  ['nothing', Buffer.alloc(0), 0, []],
  ['a large file that is no model', Buffer.alloc(0), LARGE, []],
])('%s', async (_, bytes, size, expected) => {
  await writeFile(file, bytes);
  if (size > 0) await truncate(file, size);
  expect(externalNames(file)).toEqual(expected);
});
