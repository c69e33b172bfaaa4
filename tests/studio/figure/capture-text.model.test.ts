import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
  vi,
} from 'vitest';

import course from '../../../course.config.ts';
import {ROOT} from '../../../foundations/root.ts';
import {cache} from '../../../scenes/figures/cache.facts.ts';
import {NO_OPTIONS} from '../../../scenes/figures/figure-kind.ts';
import {KINDS} from '../../../scenes/figures/kinds.ts';
import {map} from '../../../scenes/figures/map.facts.ts';
import {neighbours} from '../../../scenes/figures/neighbours.facts.ts';
import {openTensor} from '../../../scenes/figures/stored-tensor.ts';
import {captureConfigs} from '../../../studio/figure/capture-configs.ts';
import {captureVectors} from '../../../studio/figure/capture-vectors.ts';
import type {VectorsAsked} from '../../../studio/figure/capture-vectors.ts';
import {COMMIT, startHub} from '../../data-extract/models/hub/hub-server.ts';
import type {TestHub} from '../../data-extract/models/hub/hub-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-figure-text-'));
  await writeFile(
    join(folder, 'vectors.txt'),
    'king 3 1 0\nqueen 3 -1 0\nman 1 1 0\nwoman 1 -1 0\napple 0 0 2\n사과 0 0.1 3\n',
  );
});
afterAll(() => rm(folder, {recursive: true}));

describe('cache', () => {
  const configs = (...models: string[]) => captureConfigs(models, course, folder);

  test('has the bytes of each model up to its context', async () => {
    const files = await configs('gpt2', 'llama-3.1-8b');
    expect(cache.lacks(files.capture, NO_OPTIONS)).toBeNull();
    const {models, lengths, bytes, source} = cache.read(files, NO_OPTIONS, 'whole');
    // Keys and values, 12 layers of 12 heads of 64; 32 layers of 8 heads of 128; 2 bytes.
    expect(models).toEqual([
      {label: 'GPT-2', bytesPerToken: 2 * 12 * 12 * 64 * 2, context: 1024},
      {label: 'Llama 3.1 8B', bytesPerToken: 2 * 32 * 8 * 128 * 2, context: 131_072},
    ]);
    expect(lengths[0]).toBe(128);
    expect(lengths.at(-1)).toBe(131_072);
    const at = lengths.indexOf(1024);
    expect(bytes[0].slice(at)).toEqual([
      1024 * 36_864,
      ...lengths.slice(at + 1).map(() => null),
    ]);
    expect(bytes[1].at(-1)).toBe(131_072 * 131_072);
    expect(source.model).toMatch(/^GPT-2@[0-9a-f]{7} \+ Llama 3.1 8B$/);
  });

  test('a role of the course and its folder are the same configuration', async () => {
    const [role, path] = await Promise.all([
      configs('decoder'),
      configs(join(ROOT, 'assets/models/tiny-decoder')),
    ]);
    expect(path.capture.results).toEqual(role.capture.results);
    await expect(configs('decoder', 'assets/models/tiny-decoder')).rejects.toThrow();
  });

  test.each([
    [['gpt2', 'gpt2'], '--model gpt2 is given twice'],
    [['gpt-2'], '--model gpt-2: there is no such configuration. Did you mean "gpt2"?'],
    [['vectors.txt'], '--model vectors.txt has no config.json'],
    [['.'], '--model . has no config.json'],
    [['transformer-2017'], 'is a pair of an encoder and a decoder'],
    [['bert-base'], 'keeps no cache'],
  ])('%j is refused', async (models, message) => {
    await expect(configs(...models)).rejects.toThrow(message);
  });
});

describe('cache of a repository of the hub', () => {
  let hub: TestHub;
  beforeAll(async () => {
    const config = await readFile(join(ROOT, 'assets/models/tiny-decoder/config.json'));
    hub = await startHub({'config.json': config, 'model.safetensors': Buffer.alloc(9)});
  });
  beforeEach(() => {
    vi.stubEnv('HF_ENDPOINT', hub.url);
    vi.stubEnv('HF_HUB_CACHE', join(folder, 'hub'));
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => hub.close());
  const configs = (...models: string[]) => captureConfigs(models, course, folder, folder);

  test('only its configuration is fetched, and it goes by its name', async () => {
    const {capture} = await configs('org/tiny');
    const {text} = capture.results;
    const own = text?.kind === 'model-sizes' ? text.models : [];
    const path = `org/tiny@${COMMIT}/config.json`;
    expect(own).toMatchObject([{label: 'org/tiny', path, source: {model: 'org/tiny'}}]);
    expect(capture.provenance.model.files.map(file => file.path)).toEqual([path]);
    // Nothing tells where the cache of this machine lies.
    expect(JSON.stringify(capture)).not.toContain('snapshots');
    expect(capture.text).toBe('org/tiny');
    expect(hub.requests.filter(one => one.includes('/resolve/'))).toEqual([
      `GET /org/tiny/resolve/${COMMIT}/config.json`,
    ]);
  });

  test('offline it is taken from the cache, and what is not there is named', async () => {
    vi.stubEnv('HF_HUB_OFFLINE', '1');
    await expect(configs('org/tiny')).resolves.toBeDefined();
    await expect(configs('org/other')).rejects.toThrow(
      'org/other@main is not in the cache, and HF_HUB_OFFLINE forbids asking for it.',
    );
  });

  test('one that is not there is named', async () => {
    await expect(configs('org/other')).rejects.toThrow(`org/other@main is not on`);
  });
});

describe('word vectors', () => {
  const vectors = (asked: Partial<VectorsAsked>, options = {}) =>
    captureVectors(
      {
        kind: 'neighbours',
        model: 'vectors.txt',
        text: 'king',
        room: 'whole',
        ...asked,
        options: {...NO_OPTIONS, ...options},
      },
      course,
      folder,
    );

  test('neighbours come in order, with their cosines', async () => {
    const files = await vectors({text: ' king  apple king'}, {top: 2});
    expect(neighbours.lacks(files.capture, NO_OPTIONS)).toBeNull();
    const {lists, size, dModel, source} = neighbours.read(files, NO_OPTIONS, 'whole');
    expect(lists.map(({word, nearest}) => [word, ...nearest])).toEqual([
      ['king', 'man', 'queen'],
      ['apple', '사과', 'king'],
    ]);
    expect([...openTensor(lists[0].cosines).data][0]).toBeCloseTo(4 / Math.sqrt(20), 6);
    expect([size, dModel, source.model]).toEqual([6, 3, 'vectors.txt']);
  });

  test.each(['umap', 'pca'])('a map has each word once, by %s', async view => {
    const files = await vectors({kind: 'map', text: 'king apple'}, {view, top: 3});
    expect(map.lacks(files.capture, NO_OPTIONS)).toBeNull();
    const {words, asked, near, places, layout} = map.read(files, NO_OPTIONS, 'whole');
    expect(layout).toBe(view);
    expect(asked.map(i => words[i])).toEqual(['king', 'apple']);
    expect(new Set([...asked, ...near]).size).toBe(words.length);
    expect(places.shape).toEqual([words.length, 2]);
  });

  test.each<[Partial<VectorsAsked>, object, string]>([
    [{text: ' '}, {}, '--text has no word'],
    [{text: 'King'}, {}, '--text: there is no word "King" in the word vectors'],
    [{text: 'king queen man woman apple'}, {}, '--text has 5 words, and 4 lists fit'],
    [{model: 'none.txt'}, {}, '--model none.txt names no word vectors'],
    [{kind: 'map'}, {top: 1}, 'A map of 2 words'],
  ])('%j is refused', async (asked, options, message) => {
    await expect(vectors(asked, options)).rejects.toThrow(message);
  });
});

test('a capture of another kind lacks what is drawn', async () => {
  const {capture} = await captureConfigs(['gpt2'], course, folder);
  const lacking = (['neighbours', 'map', 'tokens'] as const).map(kind =>
    KINDS[kind].lacks(capture, NO_OPTIONS),
  );
  expect(lacking).toEqual(['neighbours', 'map of words', 'tokens']);
});
