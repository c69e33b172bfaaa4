import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {cacheFolder, courseAt, courseRoot} from '../../foundations/course-root.ts';
import {ROOT} from '../../foundations/root.ts';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'aim-root-')));
  await mkdir(join(folder, 'course/scenes/01-first'), {recursive: true});
  await mkdir(join(folder, 'course/inner/scenes'), {recursive: true});
  for (const place of ['course', 'course/inner'])
    await writeFile(join(folder, place, 'course.config.ts'), 'export default {};');
});

afterAll(() => rm(folder, {recursive: true}));

test.each([
  ['course', 'course'],
  ['course/scenes/01-first', 'course'],
  ['course/not/there/yet', 'course'],
  ['course/inner/scenes', 'course/inner'],
])('the course of %s is %s', (from, course) => {
  expect(courseAt(join(folder, from))).toBe(join(folder, course));
});

test('a folder without a course above it has none', () => {
  expect(courseAt(folder)).toBeNull();
});

test('in its repository the tool has the course and the cache of the repository', () => {
  expect(courseRoot()).toBe(ROOT);
  expect(cacheFolder()).toBe(`${ROOT}/.cache`);
});
