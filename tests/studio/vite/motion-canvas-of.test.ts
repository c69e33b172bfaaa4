import {cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {motionCanvasOf} from '../../../studio/vite/motion-canvas-of.ts';

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'aim-packages-')));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** A folder with a `package.json`. */
async function project(name: string): Promise<string> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'package.json'), '{}');
  return join(folder, name);
}

/** A folder with as much of Motion Canvas as is looked for. */
async function withOwn(name: string): Promise<string> {
  const root = await project(name);
  for (const part of ['core', '2d']) {
    const to = join(root, 'node_modules/@motion-canvas', part);
    await mkdir(join(to, 'lib'), {recursive: true});
    const from = join(ROOT, 'node_modules/@motion-canvas', part, 'package.json');
    await cp(from, join(to, 'package.json'));
    await writeFile(join(to, 'lib/index.js'), '');
  }
  return root;
}

test('a project without one takes the tool’s', async () => {
  const root = await project('bare');
  const {own, folders} = motionCanvasOf(join(root, 'project.ts'));
  expect(own).toBe(false);
  expect(folders.core).toBe(await realpath(`${ROOT}/node_modules/@motion-canvas/core`));
});

test('one that is linked from elsewhere is the tool’s', async () => {
  const root = await project('linked');
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'dir');
  expect(motionCanvasOf(join(root, 'project.ts')).own).toBe(false);
});

test('one of the project’s own is told apart', async () => {
  const root = await withOwn('own');
  const {own, folders} = motionCanvasOf(join(root, 'project.ts'));
  expect(own).toBe(true);
  expect(folders.core).toBe(join(root, 'node_modules/@motion-canvas/core'));
});
