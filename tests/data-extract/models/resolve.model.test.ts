import {cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';

import {inspectModel} from '../../../data-extract/inspect.ts';
import {neededFiles} from '../../../data-extract/models/hub/needed-files.ts';
import {resolveModel} from '../../../data-extract/models/resolve.ts';
import {nameOf, sourceOf} from '../../../data-extract/models/source-of.ts';
import {ROOT} from '../capture-for-test.ts';
import {COMMIT, startHub} from './hub/hub-server.ts';

const MODEL = join(ROOT, 'assets/models/tiny-encoder');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-model-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, {recursive: true});
});

test('a hub model is read like a folder, under its own name and commit', async () => {
  const paths = (await readdir(MODEL, {recursive: true})).filter(path =>
    /\.(?:json|onnx)$/.test(path),
  );
  const hub = await startHub(
    Object.fromEntries(
      await Promise.all(
        paths.map(async path => [path, await readFile(join(MODEL, path))] as const),
      ),
    ),
  );
  try {
    vi.stubEnv('HF_ENDPOINT', hub.url);
    vi.stubEnv('HF_HUB_CACHE', join(folder, 'cache'));
    const source = {hub: 'org/tiny', revision: 'main'};
    expect(await resolveModel(source, folder)).toMatchObject({
      id: 'org/tiny',
      revision: COMMIT,
      branch: 'main',
    });
    expect(await inspectModel(source, folder)).toMatchObject({
      model: 'org/tiny',
      kind: 'encoder',
      layers: 4,
      unrecognised: [],
    });
  } finally {
    await hub.close();
  }
});

describe('a single .onnx file', () => {
  test('takes the tokenizer from the folder above, as in Hugging Face layout', async () => {
    const model = await resolveModel({path: join(MODEL, 'onnx/model.onnx')}, ROOT);
    expect(model).toMatchObject({id: 'model', folder: MODEL});
    expect(model.files.map(({path}) => path)).toEqual(['onnx/model.onnx']);
  });

  test('without tokenizer takes the configuration from the folder above', async () => {
    await cp(join(MODEL, 'onnx'), join(folder, 'onnx'), {recursive: true});
    const file = join(folder, 'onnx/model.onnx');
    expect(await resolveModel({path: file}, ROOT)).toMatchObject({config: null});
    // As some editors write it.
    await writeFile(join(folder, 'config.json'), '\uFEFF{"id2label": {"0": "good"}}');
    expect(await resolveModel({path: file}, ROOT)).toMatchObject({
      folder,
      config: {id2label: {0: 'good'}},
    });
  });

  test('takes the tokenizer from beside it', async () => {
    await cp(join(MODEL, 'onnx/model.onnx'), join(folder, 'encoder.onnx'));
    await cp(join(MODEL, 'tokenizer.json'), join(folder, 'tokenizer.json'));
    const model = await resolveModel({path: join(folder, 'encoder.onnx')}, ROOT);
    expect(model).toMatchObject({id: 'encoder', folder, config: null});
  });

  test('of another kind is refused', async () => {
    await writeFile(join(folder, 'model.pt'), '');
    await expect(resolveModel({path: join(folder, 'model.pt')}, ROOT)).rejects.toThrow(
      /neither a folder nor an \.onnx file/,
    );
  });
});

test('a folder is no file of weights', async () => {
  await cp(join(MODEL, 'onnx'), join(folder, 'onnx'), {recursive: true});
  await mkdir(join(folder, 'onnx/model.onnx_data'));
  const {files} = await resolveModel({path: folder}, ROOT);
  expect(files.map(({path}) => path)).toEqual(['onnx/model.onnx']);
});

describe('sourceOf()', () => {
  test.each([
    ['assets/models/tiny-encoder', {path: MODEL}],
    ['openai-community/gpt2', {hub: 'openai-community/gpt2', revision: 'main'}],
    ['org/name@refs/pr/1', {hub: 'org/name', revision: 'refs/pr/1'}],
    [`org/name@${COMMIT}`, {hub: 'org/name', revision: COMMIT}],
  ])('%s', (text, source) => {
    expect(sourceOf(text, ROOT)).toEqual(source);
  });

  test('takes what lies in a folder that is there for a path', () => {
    expect(() => sourceOf('assets/no-such-model', ROOT)).toThrow(
      'There is no model assets/no-such-model',
    );
  });

  test.each(['no-such-folder', './org/name', 'a/b/c', ''])('refuses %j', text => {
    expect(() => sourceOf(text, folder)).toThrow('There is no model');
  });
});

test.each([
  [{path: MODEL}, 'tiny-encoder'],
  [{path: join(MODEL, 'onnx/model.onnx')}, 'model'],
])('%j is called %s before and after it is looked at', async (source, name) => {
  expect(nameOf(source)).toBe(name);
  expect(await resolveModel(source, ROOT)).toMatchObject({id: name});
});

describe('names without an owner', () => {
  test.each([
    ['gpt2', 'openai-community/gpt2'],
    ['bert-base-uncased', 'google-bert/bert-base-uncased'],
    ['distilbert-base-uncased', 'distilbert/distilbert-base-uncased'],
    ['xlm-roberta-base', 'FacebookAI/xlm-roberta-base'],
    ['t5-small', 'google-t5/t5-small'],
  ])('%s is told where it lies', (text, whole) => {
    expect(() => sourceOf(text, folder)).toThrow(
      expect.objectContaining({code: 'model-missing', remedy: `Give ${whole}.`}) as Error,
    );
  });

  test('another one is no hint', () => {
    expect(() => sourceOf('my-gpt2', folder)).toThrow('There is no model my-gpt2');
  });
});

describe('neededFiles()', () => {
  const small = ['config.json', 'tokenizer.json'];
  const onnx = (...names: string[]): string[] => names.map(name => `onnx/${name}`);
  test.each([
    [onnx('model.onnx', 'model_fp16.onnx'), undefined, onnx('model.onnx')],
    [onnx('model.onnx', 'model_q4.onnx'), 'q4', onnx('model_q4.onnx')],
    [
      onnx('model.onnx', 'model.onnx_data', 'model.onnx_data_1', 'model_q4.onnx_data'),
      'fp32',
      onnx('model.onnx', 'model.onnx_data', 'model.onnx_data_1'),
    ],
    [
      onnx('encoder_model.onnx', 'decoder_model_merged.onnx', 'decoder_model.onnx'),
      'fp32',
      onnx('encoder_model.onnx', 'decoder_model_merged.onnx'),
    ],
    [
      ['model.onnx', 'model.onnx.data', 'other/model.onnx'],
      'fp32',
      ['model.onnx', 'model.onnx.data'],
    ],
  ] as const)('of %j at %s are %j', (paths, dtype, expected) => {
    const all = [...small, ...paths, 'README.md', 'pytorch_model.bin'];
    expect(neededFiles(all, dtype)).toEqual([...small, ...expected]);
  });

  test('refuses a precision that is not there', () => {
    expect(() => neededFiles(onnx('model.onnx', 'model_q4.onnx'), 'fp16')).toThrow(
      'fp16',
    );
  });
});
