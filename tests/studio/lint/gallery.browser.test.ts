import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {CLEAN, lintCourse} from '../../fixtures/lint-course.ts';

let out = '';
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'aim-lint-'));
});
afterAll(() => rm(out, {recursive: true, force: true}));

test('every page of the gallery is free of findings', async () => {
  const one = ['gallery', '--locale', 'en', '--theme', 'light'];
  expect(await lintCourse(out, ...one)).toEqual(CLEAN);
}, 600_000);
