import {mkdir, mkdtemp, readlink, realpath, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {
  plainPlace,
  requirePlain,
  specialFolder,
} from '../../../studio/vite/plain-path.ts';

test.each([
  ['/home/u/course/project.ts', null],
  ['/home/u/한글 50% "it\'s" dot./project.ts', null],
  ['/home/u/a #1/src/project.ts', '/home/u/a #1'],
  ['/home/u/a?b/project.ts', '/home/u/a?b'],
  ['/home/u/C#/x/b#2/src/project.ts', '/home/u/C#/x/b#2'],
  ['/home/u/project #1.ts', '/home/u/project #1.ts'],
  ['/', null],
])('%s is read through a link to %s', (path, folder) => {
  expect(specialFolder(path)).toBe(folder);
});

describe('a project', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aim-plain-path-'));
    await mkdir(join(folder, 'C#/package/src'), {recursive: true});
  });
  afterAll(() => rm(folder, {recursive: true, force: true}));

  test.each([
    ['of a package in it', 'C#/package', 'package'],
    ['of a package that is it', 'C#', ''],
    ['of a package around it', '', ''],
  ])('in a folder with a # %s has a path without', async (_, root, expected) => {
    const place = {
      file: join(folder, 'C#/package/src/project.ts'),
      root: join(folder, root),
    };
    for (const time of ['first', 'second']) {
      const {file, root: plain, link} = await plainPlace(place, join(folder, 'links'));
      expect(file, time).not.toContain('#');
      expect(await readlink(link?.path ?? '')).toBe(join(folder, 'C#'));
      expect(plain).toBe(join(link?.path ?? '', expected));
      expect(await realpath(join(file, '..'))).toBe(
        await realpath(join(folder, 'C#/package/src')),
      );
    }
  });

  test('without any is where it is', async () => {
    const place = {file: '/home/u/project.ts', root: '/home/u'};
    expect(await plainPlace(place, folder)).toEqual({...place, link: null});
  });

  test('whose own name has one is refused', async () => {
    const place = {file: '/home/u/a#1.ts', root: '/home/u'};
    await expect(plainPlace(place, folder)).rejects.toThrow('/home/u/a#1.ts has a #');
  });
});

test('a checkout that the bundler cannot read is refused', () => {
  expect(() => requirePlain('/home/u/a#1/course')).toThrow('which the bundler cannot');
  requirePlain('/home/u/한글 50%/course');
});
