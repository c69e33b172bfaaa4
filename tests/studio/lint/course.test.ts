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

/** What `aim lint` prints, whether it finds something or not. */
const lint = (...args: string[]): Promise<string> =>
  new Promise(resolve =>
    execFile(
      process.execPath,
      ['studio/aim.mjs', 'lint', ...args, '--out', out, '--json'],
      {cwd: ROOT},
      (_, stdout, stderr) => resolve(stdout || stderr),
    ),
  );

test('every scene of the course is free of findings, in each language and theme', async () => {
  expect(JSON.parse(await lint())).toEqual({findings: []});
}, 900_000);

test('every page of the gallery is free of findings', async () => {
  const one = ['gallery', '--locale', 'en', '--theme', 'light'];
  expect(JSON.parse(await lint(...one))).toEqual({findings: []});
}, 600_000);
