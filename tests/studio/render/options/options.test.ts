import {basename, dirname} from 'node:path';

import {describe, expect, test} from 'vitest';

import {UserError} from '../../../../foundations/user-error.ts';
import type {Course} from '../../../../data-extract/course/course.ts';
import type {RenderFlags} from '../../../../studio/render/options/given-flags.ts';
import {resolveOptions} from '../../../../studio/render/options/options.ts';
import {defaultWorkers} from '../../../../studio/render/options/output-options.ts';
import {ROOT} from '../../../../foundations/root.ts';

const course: Course = {
  roles: {},
  locales: ['en', 'ko'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 60},
};
const resolve = (flags: RenderFlags) => resolveOptions(flags, [], course, 4);

describe('resolveOptions()', () => {
  test('takes what the course says where no flag is given', () => {
    expect(resolve({})).toEqual({
      scenes: [],
      locales: ['en', 'ko'],
      theme: 'light',
      preset: 'draft',
      format: 'mp4',
      crf: 22,
      captions: 'picture',
      ground: 'theme',
      fps: 60,
      width: 1920,
      height: 1080,
      workers: 2,
      out: 'renders',
      cache: '.cache/chunks',
      force: false,
      dryRun: false,
      shard: null,
      assemble: false,
      ...{chunks: [], planFile: null, store: null},
      cacheLimit: 4096 * 2 ** 20,
      frameTimeout: 60,
      others: null,
      staleOk: false,
      given: {},
    });
  });

  test('takes flags', () => {
    const flags = {
      locale: 'ko',
      theme: 'dark',
      preset: 'final',
      size: '1280x720',
      fps: '30',
      workers: 3,
    };
    expect(resolve(flags)).toMatchObject({
      locales: ['ko'],
      theme: 'dark',
      preset: 'final',
      width: 1280,
      height: 720,
      fps: 30,
      workers: 3,
    });
  });

  test.each<[RenderFlags, Partial<ReturnType<typeof resolve>>]>([
    [{format: 'gif'}, {fps: 25, crf: null}],
    [{format: 'gif', fps: 50}, {fps: 50}],
    [{fps: 29.97}, {fps: 30000 / 1001}],
    [{fps: '60000/1001', format: 'webm'}, {fps: 60000 / 1001}],
    [
      {format: 'png', size: '853x480'},
      {width: 853, height: 480},
    ],
    [{size: '854x480'}, {width: 854, height: 480}],
    [{format: 'webm'}, {crf: 24}],
    [
      {format: 'webm', crf: 40, transparent: true},
      {crf: 40, ground: 'none'},
    ],
    [{preset: 'final'}, {crf: 18}],
    [{preset: 'final', crf: 0}, {crf: 0}],
    [{crf: 20}, {crf: 20}],
  ])('understands %o', (flags, options) => {
    expect(resolve(flags)).toMatchObject(options);
  });

  test.each<[RenderFlags, string]>([
    [{locale: 'de'}, '--locale'],
    [{theme: 'blue'}, '--theme'],
    [{preset: 'best'}, '--preset'],
    [{captions: 'no'}, '--captions'],
    [{fps: 'fast'}, '--fps'],
    [{fps: 0}, '--fps'],
    [{fps: 241}, '--fps'],
    [{fps: true}, '--fps'],
    [{fps: 29.97, format: 'gif'}, '--fps 29.97'],
    [{size: 'big'}, '--size'],
    [{size: '1281x721'}, '--size'],
    [{size: '0x0'}, '--size'],
    [{size: '1280'}, '--size'],
    [{size: '854x481', preset: 'final'}, '--size'],
    [{format: 'avi'}, '--format'],
    [{format: 'gif', fps: 30}, '--fps'],
    [{crf: 52, preset: 'final'}, '--crf'],
    [{crf: 64, format: 'webm'}, '--crf'],
    [{crf: 20, format: 'png'}, '--crf'],
    [{crf: 'good', preset: 'final'}, '--crf'],
    [{transparent: true}, '--transparent'],
    [{out: ''}, '--out'],
    [{cache: true}, '--cache'],
    [{assemble: true, shard: '1/2'}, '--shard'],
    [{assemble: true, force: true}, '--force'],
    [{assemble: true, chunk: ['12ab']}, '--chunk'],
    [{plan: 'plan.json', shard: '1/2'}, '--plan'],
    [{shard: '1/2', chunk: ['12ab']}, '--chunk'],
    [{store: 'gs://bucket'}, '--store gs://bucket'],
    [{size: '1280x1024'}, '--size'],
    [{workers: -1}, '--workers'],
    [{workers: '2.5'}, '--workers'],
    [{shard: '3/2'}, '--shard'],
    [{cacheLimit: 'all'}, '--cache-limit'],
    [{frameTimeout: 0}, '--frame-timeout'],
  ])('refuses %o and names the flag', (flags, name) => {
    expect(() => resolve(flags)).toThrow(UserError);
    expect(() => resolve(flags)).toThrow(name);
  });
});

test.each([
  [1, 1],
  [2, 1],
  [4, 2],
  [64, 8],
])('%i processors have %i workers', (cpus, workers) => {
  expect(defaultWorkers(cpus)).toBe(workers);
});

test.each([
  ['.cache/captures/decoder=org--name', 'renders/with/decoder=org--name'],
  ['.cache/captures/x/..', 'renders/with/captures'],
  ['..', `renders/with/${basename(dirname(ROOT))}`],
])('what is made with --captures %s goes into %s', (captures, out) => {
  expect(resolveOptions({captures}, [], course, 2).out).toBe(out);
});

test('a folder of captures without a name is refused', () => {
  expect(() => resolveOptions({captures: '/'}, [], course, 2)).toThrow('which is empty');
});
