import {fileURLToPath} from 'node:url';

import {expect, test} from 'vitest';

import {runProgram} from '../../../studio/setup/run-program.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/speak.mjs', import.meta.url));
const speak = (...args: string[]) => [FIXTURE, ...args];

test('a program that ends well has no problem', async () => {
  expect(await runProgram(process.execPath, speak('hello'), {timeout: 60_000})).toEqual({
    ok: true,
    stdout: 'hello\n',
    problem: '',
  });
});

test('a program that fails is quoted', async () => {
  const result = await runProgram(process.execPath, speak('hello', 'fail'), {
    timeout: 60_000,
  });
  expect(result).toMatchObject({ok: false, problem: 'error: as told'});
});

test('a program that hangs is ended, and its children with it', async () => {
  const result = await runProgram(process.execPath, speak('hello', 'hang'), {
    timeout: 1_000,
  });
  expect(result).toMatchObject({ok: false, problem: 'not done after 1 s'});
});

test('a program that falls silent is ended', async () => {
  const options = {timeout: 60_000, silence: 1_000};
  const result = await runProgram(process.execPath, speak('hello', 'hang'), options);
  expect(result).toMatchObject({ok: false, problem: 'silent for 1 s'});
});

test.each([
  ['/no/such/program', 'it is not there, or an interpreter or library of it is not'],
  [FIXTURE, 'it is not allowed to run'],
])('%s cannot be started, and nothing is thrown', async (path, problem) => {
  expect(await runProgram(path, [], {timeout: 60_000})).toMatchObject({
    ok: false,
    problem,
  });
});
