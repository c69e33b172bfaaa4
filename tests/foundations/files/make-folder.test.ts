import {existsSync} from 'node:fs';
import {mkdtemp, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {makeFolder, tryFolder} from '../../../foundations/files/make-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-folder-'));
  await writeFile(join(folder, 'file'), '');
  await symlink(join(folder, 'nowhere'), join(folder, 'broken'));
  await symlink(folder, join(folder, 'link'), 'dir');
});
afterAll(() => rm(folder, {recursive: true, force: true}));

test.each(['', 'a/b/c', 'a/b/d', 'link/e/f', '한글 #1/a?b/50%'])(
  '%j is made',
  async path => {
    await makeFolder(join(folder, path));
    expect((await stat(join(folder, path))).isDirectory()).toBe(true);
  },
);

test('two that make the same one at once are both content', async () => {
  const path = join(folder, 'at/once/deep');
  await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(path, 'x'))]);
  expect(existsSync(path)).toBe(true);
});

test.each([
  ['file', /file cannot be made: .*file is no folder/],
  ['file/below', /file\/below cannot be made: .*file is no folder/],
  ['broken', /broken is a link to nowhere/],
  ['broken/below', /broken is a link to nowhere/],
  ['n'.repeat(300), /the name is too long/],
])('%s is refused by name', async (path, message) => {
  await expect(makeFolder(join(folder, path))).rejects.toThrow(message);
});

test('trying a folder leaves nothing behind, and what is there alone', async () => {
  await makeFolder(join(folder, 'kept'));
  await tryFolder(join(folder, 'kept/new/and/deep'));
  await tryFolder(join(folder, 'kept'));
  expect(existsSync(join(folder, 'kept'))).toBe(true);
  expect(existsSync(join(folder, 'kept/new'))).toBe(false);
  await expect(tryFolder(join(folder, 'file/in'))).rejects.toThrow('is no folder');
});

// Node's own way of making folders never returns there.
test.runIf(existsSync('/proc/self'))('where none can be made is said so', () =>
  expect(makeFolder('/proc/nothing/at/all')).rejects.toThrow(
    'The folder /proc/nothing cannot be made: the system takes none there.',
  ),
);
