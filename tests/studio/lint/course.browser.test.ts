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

test('every scene of the course is free of findings, in each language and theme', async () => {
  expect(await lintCourse(out)).toEqual(CLEAN);
}, 900_000);
