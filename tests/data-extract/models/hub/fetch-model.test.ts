import {existsSync} from 'node:fs';
import {
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, describe, expect, test} from 'vitest';

import type {ModelDtype} from '../../../../data-extract/course/roles.ts';
import {chooseGraphs, usedFiles} from '../../../../data-extract/models/choose-graphs.ts';
import {resolveFolder} from '../../../../data-extract/models/folder.ts';
import {fetchModel} from '../../../../data-extract/models/hub/fetch-model.ts';
import type {HubSettings} from '../../../../data-extract/models/hub/settings.ts';
import {toyModel} from '../../graph/toy/toy-model.ts';
import {COMMIT, startHub} from './hub-server.ts';
import type {Mischief, TestHub} from './hub-server.ts';

const FILES = {
  'README.md': Buffer.from('not needed'),
  'config.json': Buffer.from('{"model_type": "test"}'),
  'tokenizer.json': Buffer.from('{"version": "1.0"}'),
  'onnx/model.onnx': Buffer.alloc(5000, 'graph'),
  'onnx/model.onnx_data': Buffer.alloc(300_000, 'weights'),
  'onnx/model_fp16.onnx': Buffer.alloc(4000, 'half'),
  'model.safetensors': Buffer.alloc(9000, 'not needed'),
};
const NEEDED = [
  'config.json',
  'tokenizer.json',
  'onnx/model.onnx',
  'onnx/model.onnx_data',
];
const IMPATIENT = {attempts: 3, pause: 1, silence: 2000};

let root: string;
let hub: TestHub;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aim-hub-'));
});
afterEach(async () => {
  await hub.close();
  await rm(root, {recursive: true});
});

const settings = (more: Partial<HubSettings> = {}): HubSettings => ({
  endpoint: hub.url,
  cache: join(root, 'cache'),
  token: null,
  offline: false,
  ...more,
});
const fetchTiny = (
  {revision = 'main', dtype}: {revision?: string; dtype?: ModelDtype} = {},
  more: Partial<HubSettings> = {},
) => fetchModel({hub: 'org/tiny', revision, dtype}, root, settings(more), IMPATIENT);
const open = async (
  mischief: Mischief = {},
  files: Readonly<Record<string, Buffer>> = FILES,
): Promise<void> => {
  hub = await startHub(files, mischief);
};
const repository = (): string => join(root, 'cache/models--org--tiny');
const blobs = async (): Promise<string[]> => readdir(join(repository(), 'blobs'));
const downloads = (): string[] =>
  hub.requests.filter(request => request.includes('/resolve/'));

describe('a model that is not in the cache', () => {
  test('is downloaded into the layout of the Hugging Face cache, needed files only', async () => {
    await open();
    const model = await fetchTiny();
    expect(model).toEqual({
      folder: join(repository(), 'snapshots', COMMIT),
      commit: COMMIT,
      branch: 'main',
    });
    for (const path of NEEDED) {
      const place = join(model.folder, path);
      expect(await readFile(place)).toEqual(FILES[path as keyof typeof FILES]);
      expect((await lstat(place)).isSymbolicLink()).toBe(true);
    }
    expect(downloads()).toHaveLength(NEEDED.length);
    expect(await readFile(join(repository(), 'refs/main'), 'utf8')).toBe(COMMIT);
    expect((await blobs()).filter(name => name.includes('.'))).toEqual([]);
  });

  test('is locked with its commit, sizes and hashes', async () => {
    await open();
    await fetchTiny();
    const lock = JSON.parse(await readFile(join(root, 'models.lock.json'), 'utf8')) as {
      models: Record<string, {commit: string; files: Record<string, {bytes: number}>}>;
    };
    const {commit, files} = lock.models['org/tiny@main'];
    expect(commit).toBe(COMMIT);
    expect(Object.keys(files).sort()).toEqual([...NEEDED].sort());
    expect(files['onnx/model.onnx_data']).toMatchObject({bytes: 300_000});
  });

  test('of another precision brings only the files that are missing', async () => {
    await open();
    await fetchTiny();
    await fetchTiny({dtype: 'fp16'});
    expect(downloads().slice(NEEDED.length)).toEqual([
      `GET /org/tiny/resolve/${COMMIT}/onnx/model_fp16.onnx`,
    ]);
  });
});

describe('a model that is locked and in the cache', () => {
  test.each(['main', COMMIT])('asks the hub for nothing (%s)', async revision => {
    await open();
    await fetchTiny({revision});
    hub.requests.length = 0;
    const model = await fetchTiny({revision}, {offline: true});
    expect(hub.requests).toEqual([]);
    expect(model.branch).toBe(revision === 'main' ? 'main' : null);
  });

  test('is linked again where only the link is gone', async () => {
    await open();
    const {folder} = await fetchTiny();
    hub.requests.length = 0;
    await rm(join(folder, 'onnx/model.onnx'));
    await fetchTiny();
    expect(hub.requests).toEqual([]);
    expect(existsSync(join(folder, 'onnx/model.onnx'))).toBe(true);
  });

  test.each([
    ['damaged', (file: string) => writeFile(file, Buffer.alloc(5000, 'other'))],
    ['truncated', (file: string) => truncate(file, 100)],
  ])('is refused by name where a file is %s', async (_, spoil) => {
    await open();
    const {folder} = await fetchTiny();
    await spoil(join(folder, 'onnx/model.onnx'));
    await expect(fetchTiny()).rejects.toThrow(
      /org\/tiny@1234567: onnx\/model\.onnx in the cache is not the locked file/,
    );
  });
});

describe('a download', () => {
  test('goes on where the connection was cut', async () => {
    await open({cutAfter: 100_000, cuts: 2});
    await fetchTiny();
    const ranges = downloads().flatMap(
      request => /bytes=(\d+)-/.exec(request)?.[1] ?? [],
    );
    expect(ranges.length).toBeGreaterThan(0);
    expect(ranges.every(from => Number(from) > 0)).toBe(true);
  });

  test('starts again where the hub sends no ranges', async () => {
    await open({cutAfter: 100_000, cuts: 1, ranges: false});
    const {folder} = await fetchTiny();
    expect(await readFile(join(folder, 'onnx/model.onnx_data'))).toEqual(
      FILES['onnx/model.onnx_data'],
    );
  });

  test('is kept where the connection stays broken, and completed by the next run', async () => {
    await open({cutAfter: 0, cuts: 1000});
    await expect(fetchTiny()).rejects.toThrow(/config\.json cannot be had from/);
    await hub.close();
    await open();
    await fetchTiny();
    expect((await blobs()).filter(name => name.includes('.'))).toEqual([]);
  });

  test('starts from scratch where what was left is of another file', async () => {
    await open();
    await fetchTiny();
    const [name] = await blobs().then(names => names.filter(blob => blob.length === 64));
    await rm(join(repository(), 'snapshots'), {recursive: true});
    await rm(join(repository(), 'blobs', name));
    await writeFile(join(repository(), 'blobs', `${name}.aim-incomplete`), 'rubbish');
    await fetchTiny();
    expect(existsSync(join(repository(), 'blobs', name))).toBe(true);
  });

  test.each([
    ['other bytes', (content: Buffer) => Buffer.alloc(content.length, 'x')],
    ['more bytes', (content: Buffer) => Buffer.concat([content, Buffer.from('more')])],
  ])('with %s is refused by name and not kept', async (_, change) => {
    await open({
      swap: (path, content) => (path === 'onnx/model.onnx' ? change(content) : content),
    });
    await expect(fetchTiny()).rejects.toThrow(
      /org\/tiny@1234567: onnx\/model\.onnx was not taken/,
    );
    expect((await blobs()).filter(name => name.includes('incomplete'))).toEqual([]);
    expect(existsSync(join(repository(), 'snapshots', COMMIT, 'onnx/model.onnx'))).toBe(
      false,
    );
  });

  test('leaves alone what other programs have in the cache', async () => {
    await open();
    await fetchTiny();
    const [name] = await blobs().then(names => names.filter(blob => blob.length === 64));
    const theirs = [
      join(repository(), 'blobs', `${name}.incomplete`),
      join(repository(), 'refs/main'),
    ];
    for (const file of theirs) await writeFile(file, 'theirs');
    await rm(join(repository(), 'snapshots'), {recursive: true});
    await rm(join(repository(), 'blobs', name));
    await fetchTiny();
    for (const file of theirs) expect(await readFile(file, 'utf8')).toBe('theirs');
  });

  test('with a path in place of a hash is refused by name', async () => {
    await open({oid: '../../../escaped'});
    await expect(fetchTiny()).rejects.toThrow(/gives onnx\/model\S* a hash that is none/);
    expect(existsSync(repository())).toBe(false);
  });

  test.each(['../x', '../../../escaped', '/etc'])(
    'of the revision %s is refused',
    async revision => {
      await open();
      await expect(fetchTiny({revision})).rejects.toThrow('leads out of its folder');
      expect(hub.requests).toEqual([]);
    },
  );

  test('is tried again where the hub is busy', async () => {
    await open({failures: {status: 503, times: 2}});
    await fetchTiny();
    expect(downloads()).toHaveLength(NEEDED.length + 2);
  });

  test('follows a redirect to another host without taking the token along', async () => {
    await open({redirect: true, token: 'secret'});
    await fetchTiny({}, {token: 'secret'});
    expect(hub.leaked).toEqual([]);
  });
});

describe('access', () => {
  test.each([
    [null, /private or gated/, /HF_TOKEN/],
    ['wrong', /private or gated/, /token has no access/],
  ])('with token %s is refused with the remedy', async (token, message, remedy) => {
    await open({token: 'secret'});
    const failure = await fetchTiny({}, {token}).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'hub-access',
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(remedy) as string,
    });
  });

  test('to a revision that is not there names it', async () => {
    await open();
    await expect(fetchTiny({revision: 'nightly'})).rejects.toThrow(
      /org\/tiny@nightly is not on/,
    );
  });

  test('without a hub says how to go on', async () => {
    await open();
    await hub.close();
    const failure = await fetchTiny().catch((error: unknown) => error);
    expect(failure).toMatchObject({code: 'hub-unreachable'});
    await open();
  });

  test('is not tried in offline mode', async () => {
    await open();
    await expect(fetchTiny({}, {offline: true})).rejects.toThrow(/HF_HUB_OFFLINE/);
    expect(hub.requests).toEqual([]);
  });
});

test('a damaged lock file is named', async () => {
  await open();
  await writeFile(
    join(root, 'models.lock.json'),
    '{"lockVersion": 1, "models": {"a": 3}}',
  );
  await expect(fetchTiny()).rejects.toThrow(/models\.lock\.json is damaged/);
});

describe('weights under a name of their own', () => {
  const {model, data} = toyModel({external: 'weights.bin'});
  const files = {
    'onnx/model.onnx': Buffer.from(model),
    'onnx/weights.bin': Buffer.from(data),
    'onnx/other.bin': Buffer.from('not needed'),
  };

  test('are found in the graph, downloaded and locked', async () => {
    await open({}, files);
    const {folder} = await fetchTiny();
    expect(await readFile(join(folder, 'onnx/weights.bin'))).toEqual(
      files['onnx/weights.bin'],
    );
    expect(existsSync(join(folder, 'onnx/other.bin'))).toBe(false);
    const asked = hub.requests.length;
    await fetchTiny();
    expect(hub.requests.length).toBe(asked);
    const {files: found, graphs} = await resolveFolder(folder, root);
    const used = usedFiles(found, chooseGraphs(graphs));
    expect(used.map(({path}) => path)).toEqual(['onnx/model.onnx', 'onnx/weights.bin']);
  });

  test('that are another file than the locked one are refused by name', async () => {
    await open(
      {
        swap: (path, content) =>
          (path.endsWith('.bin') ? content.map(b => b ^ 1) : content) as Buffer,
      },
      files,
    );
    await expect(fetchTiny()).rejects.toThrow('onnx/weights.bin was not taken');
  });
});
