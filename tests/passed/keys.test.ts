import {expect, test} from 'vitest';

import {contentKeys, machineKeys} from './keys.ts';

const RENDER = 'tests/studio/render/exact.browser.test.ts';
const COURSE = 'tests/studio/lint/course.browser.test.ts';
const MODEL = 'tests/data-extract/capture.model.test.ts';
const PROGRAMS = ['156.0', null];

const FILES: readonly (readonly [string, string])[] = [
  RENDER,
  COURSE,
  'tests/rooms.test.ts',
  'studio/cli.ts',
].map(file => [file, 'as it was']);

const changed = (before: ReadonlyMap<string, string>, after: typeof before): string[] =>
  [...after].flatMap(([file, key]) => (before.get(file) === key ? [] : [file])).sort();

test('files that start browsers or whole commands, or run models, have keys', () => {
  const files = new Map([...FILES, [MODEL, 'as it was']]);
  expect([...contentKeys(files).keys()]).toEqual([RENDER, COURSE, MODEL]);
});

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
])('a change of %s changes the keys of: %j', (file, expected) => {
  const after = contentKeys(new Map([...FILES, [file, 'changed']]));
  expect(changed(contentKeys(new Map(FILES)), after)).toEqual([...expected].sort());
});

test('a file that is gone changes keys as one that is new', () => {
  const [before, after] = [FILES, FILES.filter(([file]) => file !== 'studio/cli.ts')];
  expect(changed(contentKeys(new Map(before)), contentKeys(new Map(after)))).toEqual(
    [COURSE, RENDER].sort(),
  );
});

test('another program changes all keys on a machine', () => {
  const contents = contentKeys(new Map(FILES));
  const here = machineKeys(contents, PROGRAMS);
  expect(changed(here, machineKeys(contents, [...PROGRAMS]))).toEqual([]);
  expect(changed(here, machineKeys(contents, ['156.0', '7.0.15']))).toEqual(
    [COURSE, RENDER].sort(),
  );
});
