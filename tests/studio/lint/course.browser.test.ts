import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {ROOT} from '../../../studio/root.ts';

let out = '';
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'aim-lint-'));
});
afterAll(() => rm(out, {recursive: true, force: true}));

/** Where it counts, what was found to be clean before is looked at again. */
const again = process.env.CI ? ['--force'] : [];

/** What `aim lint` says of scenes in which there is nothing to be found. */
const CLEAN = {status: 0, printed: {findings: [], stale: []}};

const lint = (...args: string[]): Promise<{status: number | null; printed: unknown}> =>
  new Promise(resolve => {
    const child = execFile(
      process.execPath,
      ['studio/aim.mjs', 'lint', ...args, ...again, '--out', out, '--json'],
      {cwd: ROOT},
      (_, stdout, stderr) =>
        resolve({
          status: child.exitCode,
          printed: stdout === '' ? stderr : JSON.parse(stdout),
        }),
    );
  });

test('every scene of the course is free of findings, in each language and theme', async () => {
  expect(await lint()).toEqual(CLEAN);
}, 900_000);

test('every page of the gallery is free of findings', async () => {
  const one = ['gallery', '--locale', 'en', '--theme', 'light'];
  expect(await lint(...one)).toEqual(CLEAN);
}, 600_000);
