import {mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';

import {namesIn} from '../../../../studio/render/store/names-in.ts';
import {openStore} from '../../../../studio/render/store/open-store.ts';
import type {SharedStore} from '../../../../studio/render/store/shared-store.ts';
import {startS3} from '../../../fixtures/s3-server.ts';
import type {S3Server} from '../../../fixtures/s3-server.ts';

let folder = '';
let server: S3Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-store-'));
  server = await startS3(join(folder, 's3'), ['chunks']);
  for (const [name, value] of Object.entries(server.env)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, {recursive: true, force: true});
});

const opened = (address: string): SharedStore => {
  const store = openStore(address);
  if (store === null) throw new Error('no store');
  return store;
};

describe.each([
  ['a folder', () => join(folder, 'shared')],
  ['a bucket', () => 's3://chunks/of/the/course'],
])('%s', (_, address) => {
  test('gives what it was given, by name', async () => {
    const store = opened(address());
    const bytes = Uint8Array.from({length: 70_000}, (_, i) => i % 251);
    expect(await store.has('a.mp4')).toBe(false);
    expect(await store.read('a.mp4')).toBeNull();
    await store.write('a.mp4', Uint8Array.of(1));
    await store.write('a.mp4', bytes);
    await store.write('plans/a.json', Buffer.from('{}'));
    expect(await store.has('a.mp4')).toBe(true);
    // Another machine.
    const other = opened(address());
    expect(Buffer.from((await other.read('a.mp4')) ?? []).equals(bytes)).toBe(true);
    const names = ['a.mp4', 'b.mp4', 'plans/a.json'];
    expect(await namesIn(other, names)).toEqual(new Set(['a.mp4', 'plans/a.json']));
  });
});

test('a folder keeps no half files', async () => {
  const at = join(folder, 'blocked');
  await mkdir(join(at, 'a.mp4', 'x'), {recursive: true});
  await expect(opened(at).write('a.mp4', Uint8Array.of(1))).rejects.toMatchObject({
    code: 'store',
    message: expect.stringContaining(`The store ${at}: ${at}/a.mp4`) as string,
  });
  expect(await readdir(at)).toEqual(['a.mp4']);
});

describe('a bucket', () => {
  test.each([
    ['that is not there', {}, 's3://nowhere/a', 'there is no such bucket'],
    [
      'with an unknown key',
      {AWS_ACCESS_KEY_ID: 'nobody'},
      's3://chunks',
      'the key or its secret is not known there',
    ],
    [
      'of a server that is not there',
      {AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1'},
      's3://chunks',
      'no server answers there',
    ],
  ])('%s is named', async (_, env, address, what) => {
    const former = Object.keys(env).map(name => [name, process.env[name]] as const);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    try {
      const writing = opened(address).write('a', Uint8Array.of(1));
      await expect(writing).rejects.toMatchObject({
        code: 'store',
        message: `The store ${address}: ${what}.`,
      });
    } finally {
      for (const [name, value] of former) vi.stubEnv(name, value);
    }
  });
});
