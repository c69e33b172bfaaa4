import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {hashesIn, testKeys} from './keys.ts';

const RENDER = 'tests/studio/render/exact.browser.test.ts';
const PROGRAMS = ['156.0', null];
const COURSE = 'tests/studio/lint/course.browser.test.ts';

let root: string;

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, file)), {recursive: true});
  await writeFile(join(root, file), text);
};

/** Files of tests whose keys are other ones after a change. */
async function changedBy(file: string): Promise<string[]> {
  const before = testKeys(hashesIn(root), PROGRAMS);
  await write(file, `changed ${file}`);
  const after = testKeys(hashesIn(root), PROGRAMS);
  expect([...after.keys()]).toEqual([RENDER, COURSE].sort());
  return [...after].flatMap(([tests, key]) => (before.get(tests) === key ? [] : [tests]));
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'keys-'));
  for (const file of [RENDER, COURSE, 'tests/rooms.test.ts', 'studio/cli.ts'])
    await write(file, 'as it was');
});
afterAll(() => rm(root, {recursive: true, force: true}));

test.each([
  ['studio/cli.ts', [COURSE, RENDER]],
  ['data-extract/new.ts', [COURSE, RENDER]],
  ['tests/fixtures/course.ts', [COURSE, RENDER]],
  ['package-lock.json', [COURSE, RENDER]],
  ['scenes/06-tokenizers/round-trip.tsx', [COURSE]],
  ['README.md', [COURSE]],
  [RENDER, [RENDER]],
  [COURSE, [COURSE]],
  ['tests/rooms.test.ts', []],
  ['.cache/setup.json', []],
  ['tests/fixtures/course/.cache/sources.json', []],
  ['renders/a.mp4', []],
  ['node_modules/a/index.js', []],
  ['npm-debug.log', []],
])('a change of %s lets run: %j', async (file, expected) => {
  expect((await changedBy(file)).sort()).toEqual([...expected].sort());
});

test('another program lets all run', () => {
  const [before, after] = [
    ['156.0', null],
    ['156.0', '7.0.15'],
  ].map(programs => testKeys(hashesIn(root), programs));
  expect([...before.keys()].filter(file => before.get(file) === after.get(file))).toEqual(
    [],
  );
  expect(before.size).toBe(2);
});
