import {mkdir, mkdtemp, realpath, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {createServer} from 'vite';
import {afterEach, beforeEach, expect, test} from 'vitest';

import {packageFolder} from '../../../foundations/package-folder.ts';
import {ROOT} from '../../../foundations/root.ts';
import {editorConfig} from '../../../studio/editor/editor-config.ts';
import {linkedPackagesPlugin} from '../../../studio/vite/linked-packages-plugin.ts';

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'aim-linked-')));
  await mkdir(join(root, 'node_modules/@motion-canvas/core'), {recursive: true});
  await symlink(ROOT, join(root, 'node_modules/attention-in-motion'), 'dir');
  const own = {name: '@motion-canvas/core', version: '3.17.2', main: 'index.js'};
  const core = join(root, 'node_modules/@motion-canvas/core');
  await writeFile(join(core, 'package.json'), JSON.stringify(own));
  await writeFile(join(core, 'index.js'), '');
});
afterEach(() => rm(root, {recursive: true}));

test('a course that is linked to a clone has the packages of the editor once', async () => {
  const server = await createServer({
    root,
    configFile: false,
    cacheDir: join(root, '.vite'),
    server: {middlewareMode: true, watch: null, ws: false},
    optimizeDeps: {noDiscovery: true, include: []},
    plugins: [linkedPackagesPlugin()],
  });
  try {
    const scene = join(root, 'scenes/01-a/b.tsx');
    for (const name of ['@motion-canvas/core', '@motion-canvas/2d', 'preact']) {
      const found = await server.pluginContainer.resolveId(name, scene);
      expect(found?.id).toContain(packageFolder(name));
    }
  } finally {
    await server.close();
  }
});

test('only courses outside of the clone look for packages there', () => {
  const namesOf = (at: string): string[] => {
    const {plugins = [], optimizeDeps} = editorConfig({root: at, projects: []});
    const own = plugins.flat(9).map(plugin => (plugin as {name?: string}).name ?? '');
    return [...own, ...(optimizeDeps?.include ?? [])];
  };
  expect(namesOf(root)).toContain('aim:linked-packages');
  expect(namesOf(root)).toContain('attention-in-motion > bidi-js');
  for (const inside of [ROOT, join(ROOT, 'tests/fixtures/course')]) {
    expect(namesOf(inside)).not.toContain('aim:linked-packages');
    expect(namesOf(inside)).toContain('bidi-js');
  }
});
