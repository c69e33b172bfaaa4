import {spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, realpath, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';

// It has no types: Node starts with it.
const {localTool} = (await import(
  pathToFileURL(join(ROOT, 'foundations/local-tool.mjs')).href
)) as {localTool(folder: string): string | null};

let folder = '';
let course = '';
/** A course with a tool of its own, which says which it is, and one that links to this one. */
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'aim-local-')));
  course = join(folder, 'course');
  const own = join(course, 'node_modules/attention-in-motion');
  await mkdir(join(own, 'bin'), {recursive: true});
  await mkdir(join(course, 'scenes/01-first'), {recursive: true});
  const manifest = {name: 'attention-in-motion', bin: {aim: './bin/its.mjs'}};
  await writeFile(join(own, 'package.json'), JSON.stringify(manifest));
  await writeFile(
    join(own, 'bin/its.mjs'),
    'console.log(`its own: ${process.argv.slice(2)}`);',
  );
  const linked = join(folder, 'linked/node_modules');
  await mkdir(linked, {recursive: true});
  await symlink(ROOT, join(linked, 'attention-in-motion'), 'dir');
});
afterAll(() => rm(folder, {recursive: true, force: true}));

test.each([
  ['without packages', '.', null],
  ['of a course', 'course', 'course/node_modules/attention-in-motion/bin/its.mjs'],
  [
    'in it',
    'course/scenes/01-first',
    'course/node_modules/attention-in-motion/bin/its.mjs',
  ],
  ['that has this tool by a link', 'linked', null],
  ['that is not there', 'nowhere/at/all', null],
])('the tool of a folder %s', (_, at, tool) => {
  expect(localTool(join(folder, at))).toBe(
    tool === null ? null : pathToFileURL(join(folder, tool)).href,
  );
});

test('in its own repository a tool is that of the repository', () => {
  expect(localTool(ROOT)).toBeNull();
  expect(localTool(join(ROOT, 'scenes/02-bag-of-words'))).toBeNull();
});

test('aim hands over to the tool of the course, with what it was told', () => {
  const aim = join(ROOT, 'studio/aim.mjs');
  const {stdout, stderr, status} = spawnSync(
    process.execPath,
    [aim, 'edit', '--port', '0'],
    {cwd: join(course, 'scenes'), encoding: 'utf8'},
  );
  expect({stdout, stderr, status}).toEqual({
    ...{stdout: 'its own: edit,--port,0\n', stderr: '', status: 0},
  });
});
