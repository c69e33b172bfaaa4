import {execFile} from 'node:child_process';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'aim-home-'));
});
afterAll(() => rm(home, {recursive: true, force: true}));

test('a captured text leaves no trace of the runtime in the home directory', async () => {
  // It reports nothing under CI in any case.
  const {CI, ORT_DISABLE_TELEMETRY, XDG_CACHE_HOME, ...env} = process.env;
  await promisify(execFile)(
    process.execPath,
    [
      'studio/aim.mjs',
      'capture',
      'assets/models/tiny-decoder',
      'A cat.',
      '--out',
      join(home, 'capture'),
    ],
    {cwd: ROOT, env: {...env, HOME: home}},
  );
  const found = await readdir(home, {recursive: true});
  expect(found.sort()).toEqual([
    'capture',
    'capture/capture.json',
    'capture/tensors.safetensors',
  ]);
});
