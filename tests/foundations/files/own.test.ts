import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, describe, expect, test} from 'vitest';

import {requireOwn} from '../../../foundations/files/own.ts';
import {partialName, readPartialName} from '../../../foundations/files/partial-name.ts';
import {removeCached} from '../../../foundations/files/remove-cached.ts';
import {editFile, replaceFile} from '../../../foundations/files/replace-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-files-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));
const place = (name: string): string => join(folder, name);

describe('requireOwn()', () => {
  test.each([
    ['nothing', true],
    ['nothing', false],
    ['file', true],
  ] as const)('takes %s where it is ours: %s', async (name, ours) => {
    await writeFile(place('file'), 'ours');
    await requireOwn(place(name), () => ours);
  });

  test.each([
    ['file', false, /file is a file that this project did not write/],
    ['folder', true, /folder is a folder that/],
    ['link', true, /link is a link or no file that/],
    ['broken', true, /broken is a link or no file that/],
  ] as const)('refuses %s where it is ours: %s', async (name, ours, message) => {
    await writeFile(place('file'), '');
    await mkdir(place('folder'));
    await symlink(place('file'), place('link'));
    await symlink(place('nowhere'), place('broken'));
    await expect(requireOwn(place(name), () => ours)).rejects.toThrow(message);
  });
});

describe('replaceFile()', () => {
  test('puts a whole file in place and leaves nothing beside it', async () => {
    await replaceFile(place('a/b.txt'), 'first');
    await replaceFile(place('a/b.txt'), 'second');
    expect(await readFile(place('a/b.txt'), 'utf8')).toBe('second');
    expect(await readdir(place('a'))).toEqual(['b.txt']);
  });

  test('that fails says which file, and leaves nothing beside it', async () => {
    await mkdir(place('b.txt/full'), {recursive: true});
    const error = await replaceFile(place('b.txt'), 'x').catch((e: unknown) => e);
    expect(error).toMatchObject({path: place('b.txt')});
    expect(await readdir(folder)).toEqual(['b.txt']);
  });

  test('does not mix up what is written at once', async () => {
    const texts = Array.from({length: 20}, (_, i) => String(i).repeat(1000));
    await Promise.all(texts.map(text => replaceFile(place('same'), text)));
    expect(texts).toContain(await readFile(place('same'), 'utf8'));
    expect(await readdir(folder)).toEqual(['same']);
  });
});

test('editFile() changes what a link leads to', async () => {
  await writeFile(place('real.ts'), 'before');
  await symlink(place('real.ts'), place('link.ts'));
  await editFile(place('link.ts'), 'after');
  expect(await readFile(place('real.ts'), 'utf8')).toBe('after');
  expect(
    (await readdir(folder, {withFileTypes: true})).map(e => e.isSymbolicLink()),
  ).toEqual([true, false]);
});

test.each(['x.mp4', 'x.mp4.list', '.hidden', 'two\nlines'])(
  'a partial name of %j is read back',
  name => {
    for (const count of [undefined, 3]) {
      const partial = partialName(`/folder/${name}`, count).slice('/folder/'.length);
      expect(readPartialName(partial)).toEqual({pid: process.pid, of: name});
    }
  },
);

test.each([
  '.12.x.mp4',
  '.12.partial.x',
  'x.aim-partial.y',
  '.aim-partial.x',
  '.12.aim-partial.',
])('%j is no partial name of ours', name => {
  expect(readPartialName(name)).toBeNull();
});

describe('removeCached()', () => {
  test('removes a folder of a cache', async () => {
    await mkdir(place('.cache/bundles/abc'), {recursive: true});
    await writeFile(place('.cache/bundles/abc/file'), '');
    await removeCached(place('.cache/bundles/abc'));
    expect(await readdir(place('.cache/bundles'))).toEqual([]);
  });

  test.each(['', 'kept', '.cache', '.cache/../kept', '.cache/x/../..'])(
    'refuses %j, and nothing is removed',
    async path => {
      await mkdir(place('.cache/x'), {recursive: true});
      await writeFile(place('kept'), '');
      await expect(removeCached(join(folder, path))).rejects.toThrow(
        'is no folder of a cache',
      );
      expect((await readdir(folder)).sort()).toEqual(['.cache', 'kept']);
    },
  );
});
