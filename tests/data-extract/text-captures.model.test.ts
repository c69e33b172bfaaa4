import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import course from '../../course.config.ts';
import {readCapture} from '../../data-extract/capture/capture-folder.ts';
import type {CaptureFile} from '../../data-extract/capture/format.ts';
import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import {defineTextCapture} from '../../data-extract/declare/declaration.ts';
import type {TextDeclaration} from '../../data-extract/declare/declaration.ts';
import {extract} from '../../data-extract/extract.ts';
import type {ExtractReport} from '../../data-extract/extract.ts';
import {openModelSizes} from '../../scenes/captured/model-sizes.ts';
import {listCaptured, listScenes} from '../../studio/course/scene-files.ts';
import {ROOT} from './capture-for-test.ts';

const declaration = defineTextCapture({
  kind: 'bag-of-words',
  sentences: ['That is a cute dog', 'My cat is cute'],
  shuffled: {sentence: 1, seed: 1},
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-text-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const make = (what: TextDeclaration, force = false): Promise<ExtractReport> =>
  extract({
    id: '01-test/words',
    declaration: what,
    course,
    root: ROOT,
    captures: relative(ROOT, folder),
    force,
  });
const bytes = (): Promise<Buffer[]> =>
  Promise.all(
    ['capture.json', 'tensors.safetensors'].map(name =>
      readFile(join(folder, '01-test/words', name)),
    ),
  );

describe('a capture of a text', () => {
  test('is written, is fresh afterwards, and has the same bytes a second time', async () => {
    expect((await make(declaration)).outcome).toBe('written');
    const before = await bytes();
    expect((await make(declaration)).outcome).toBe('fresh');
    expect((await make(declaration, true)).outcome).toBe('kept');
    await rm(join(folder, '01-test'), {recursive: true});
    expect((await make(declaration)).outcome).toBe('written');
    expect(await bytes()).toEqual(before);
  });

  test('holds words, counts and cosines', async () => {
    await make(declaration);
    const made = await readCapture(join(folder, '01-test/words'));
    const tensors = readSafetensors(made?.tensors ?? new Uint8Array());
    expect([...(tensors.get('counts')?.data ?? [])]).toEqual([
      1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 1,
    ]);
    expect(made?.capture.results.text).toMatchObject({
      vocabulary: ['that', 'is', 'a', 'cute', 'dog', 'my', 'cat'],
      shuffled: {sameCounts: true},
    });
  });

  test('is made again when a sentence has changed', async () => {
    await make(declaration);
    const other = {...declaration, sentences: ['고양이가 귀여워요', 'My cat is cute']};
    expect((await make(other)).outcome).toBe('written');
  });

  test.each([
    [{sentences: ['', 'a']}, 'sentences[0]'],
    [{shuffled: {sentence: 2, seed: 1}}, 'shuffled.sentence'],
    [{kind: 'bag' as 'bag-of-words'}, 'there is no "bag"'],
  ])('refuses %j and leaves the capture as it was', async (change, message) => {
    await make(declaration);
    const before = await bytes();
    await expect(make({...declaration, ...change})).rejects.toThrow(message);
    expect(await bytes()).toEqual(before);
  });
});

test('a capture of configurations holds their arithmetic, and goes by their files', async () => {
  const sized = defineTextCapture({
    kind: 'model-sizes',
    models: {gpt2: 'assets/configs/gpt2.json', own: 'assets/models/tiny-moe/config.json'},
    bytesPerNumber: {gpt2: 4},
  });
  expect((await make(sized)).outcome).toBe('written');
  expect((await make(sized)).outcome).toBe('fresh');
  const [json, tensors] = await bytes();
  const files = {
    capture: JSON.parse(json.toString('utf8')) as CaptureFile,
    tensors: tensors.toString('base64'),
  };
  const configs = openModelSizes(files);
  expect(configs.sizes('gpt2')).toMatchObject({
    total: 124_439_808,
    cache: {bytesPerToken: 73_728},
  });
  const {label, stamp, architecture} = configs.model('own');
  expect([label, stamp.model]).toEqual(['tiny-moe', 'tiny-moe']);
  expect(architecture.experts).toMatchObject({count: 8, topK: 2});
  expect(() => configs.model('none')).toThrow('no model "none"');
  await expect(make({...sized, bytesPerNumber: {other: 2}})).rejects.toThrow(
    'bytesPerNumber.other: no such model',
  );
});

test('captures are found before their scenes are drawn', async () => {
  const root = join(folder, 'course');
  await mkdir(join(root, 'scenes/02-words'), {recursive: true});
  for (const name of ['b', 'a', 'a.part'])
    await writeFile(join(root, `scenes/02-words/${name}.capture.ts`), '');
  expect((await listCaptured(root)).map(({id}) => id)).toEqual([
    '02-words/a',
    '02-words/b',
  ]);
  expect(await listScenes(root)).toEqual([]);
});
