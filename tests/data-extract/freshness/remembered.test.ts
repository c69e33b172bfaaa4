import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {beforeEach, expect, test} from 'vitest';

import {remembered} from '../../../data-extract/freshness/remembered.ts';

let root = '';
let searches = 0;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aim-remembered-'));
  searches = 0;
  return () => rm(root, {recursive: true, force: true});
});

const ask = (key: string): Promise<string> =>
  remembered(root, 'facts', key, () => {
    searches++;
    return Promise.resolve(`fact of ${key}`);
  });

test('a fact is found out once for each key', async () => {
  for (const key of ['a', 'b', 'a', 'b', 'toString']) {
    expect(await ask(key)).toBe(`fact of ${key}`);
  }
  expect(searches).toBe(3);
  expect(await readdir(join(root, '.cache'))).toEqual(['facts.json']);
});

test.each(['null', '[]', '"a"', '{"a":5}', '{"a"', ''])(
  'a file that holds %j is written again',
  async text => {
    await mkdir(join(root, '.cache'));
    await writeFile(join(root, '.cache/facts.json'), text);
    expect(await ask('a')).toBe('fact of a');
    expect(await ask('a')).toBe('fact of a');
    expect(searches).toBe(1);
  },
);

test('where nothing can be written, a fact is found out each time', async () => {
  await writeFile(join(root, '.cache'), 'no folder');
  expect(await ask('a')).toBe('fact of a');
  expect(await ask('a')).toBe('fact of a');
  expect(searches).toBe(2);
});
