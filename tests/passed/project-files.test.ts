import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {hashesIn, ownHashes} from './project-files.ts';

/** Of the empty file, and of "hello\n", as any git says. */
const [EMPTY, HELLO] = [
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  'ce013625030ba8dba906f756967f9e9ca394464a',
];

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'project-files-'));
  const files = {
    'b/a.ts': 'hello\n',
    'b-c.ts': '',
    'b/deep/er/.hidden': 'hello\n',
    'b/logged.log': '',
    '.npmrc': '',
    '.cache/setup.json': '',
    'tests/fixtures/course/.cache/sources.json': '',
    'b/dist/a.js': '',
    '.git/config': '',
    'renders/a.mp4': '',
    'node_modules/a/index.js': '',
    'npm-debug.log': '',
    'tool.tgz': '',
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), {recursive: true});
    await writeFile(join(root, file), text);
  }
});
afterAll(() => rm(root, {recursive: true, force: true}));

test('files that are not made are found, in order, with the hashes that git gives them', () => {
  expect([...hashesIn(root)]).toEqual([
    ['.npmrc', EMPTY],
    ['b-c.ts', EMPTY],
    ['b/a.ts', HELLO],
    ['b/deep/er/.hidden', HELLO],
    ['b/logged.log', EMPTY],
  ]);
});

test('the order in which they are found says nothing', () => {
  expect([...ownHashes(['b', 'a/dist/c', 'a/b', 'B'], path => path).keys()]).toEqual([
    'B',
    'a/b',
    'b',
  ]);
});
