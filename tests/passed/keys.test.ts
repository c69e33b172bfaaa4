import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {testKeys} from './keys.ts';

const RENDER = 'tests/studio/render/exact.browser.test.ts';
const COURSE = 'tests/studio/lint/course.browser.test.ts';

let root: string;

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, file)), {recursive: true});
  await writeFile(join(root, file), text);
};

/** Files of tests whose keys are other ones after a change. */
async function changedBy(file: string): Promise<string[]> {
  const before = testKeys(root);
  await write(file, `changed ${file}`);
  const after = testKeys(root);
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
  ['.cache/setup.json', [COURSE, RENDER]],
  ['scenes/06-tokenizers/round-trip.tsx', [COURSE]],
  ['README.md', [COURSE]],
  [RENDER, [RENDER]],
  [COURSE, [COURSE]],
  ['tests/rooms.test.ts', []],
  ['.cache/plans/a.json', []],
  ['renders/a.mp4', []],
  ['node_modules/a/index.js', []],
  ['npm-debug.log', []],
])('a change of %s lets run: %j', async (file, expected) => {
  expect((await changedBy(file)).sort()).toEqual([...expected].sort());
});
