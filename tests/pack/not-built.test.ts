import {spawnSync} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {manifestOf} from '../../pack/manifest.ts';
import type {SourceManifest} from '../../pack/manifest.ts';

let folder = '';
let manifest: SourceManifest;
/** What `npm pack` by itself would put into a package: it runs no scripts here. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-not-built-'));
  manifest = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  ) as SourceManifest;
  for (const file of ['package.json', ...manifest.files.filter(one => one !== 'dist')]) {
    await mkdir(dirname(join(folder, file)), {recursive: true});
    await cp(join(ROOT, file), join(folder, file));
  }
});
afterAll(() => rm(folder, {recursive: true, force: true}));

test.each(['studio/aim.mjs', 'data-extract/library.mjs', 'studio/figure/library.mjs'])(
  'a package that was not built says so: %s',
  entry => {
    const {status, stderr} = spawnSync(
      process.execPath,
      [join(folder, entry), 'doctor'],
      // Here the repository's own would be taken.
      {encoding: 'utf8', cwd: folder},
    );
    expect(status).toBe(1);
    expect(stderr).toContain('was packed without being built');
    expect(stderr).toContain('npm run pack');
  },
);

test('npm publishes what was built, and refuses the repository as it is', () => {
  expect(manifest.private).toBe(true);
  const published = manifestOf(manifest);
  expect(published).not.toHaveProperty('private');
  expect(published).not.toHaveProperty('scripts');
  expect(published).toHaveProperty('exports');
});
