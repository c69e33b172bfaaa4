import {describe, expect, test} from 'vitest';

import {UserError} from '../../../data-extract/user-error.ts';
import type {Course} from '../../../data-extract/course.ts';
import {defaultWorkers, resolveOptions} from '../../../studio/render/options.ts';
import type {RenderFlags} from '../../../studio/render/options.ts';

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
      captions: 'picture',
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
      cacheLimit: 4096 * 2 ** 20,
      frameTimeout: 60,
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

  test.each<[RenderFlags, string]>([
    [{locale: 'de'}, '--locale'],
    [{theme: 'blue'}, '--theme'],
    [{preset: 'best'}, '--preset'],
    [{captions: 'no'}, '--captions'],
    [{fps: 'fast'}, '--fps'],
    [{fps: 0}, '--fps'],
    [{fps: 29.97}, '--fps'],
    [{size: 'big'}, '--size'],
    [{size: '1281x720'}, '--size'],
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
