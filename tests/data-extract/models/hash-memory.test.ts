import {mkdtemp, readdir, readFile, rm, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, expect, test} from 'vitest';

import {sha256} from '../../../foundations/canonical-json.ts';
import {hashKnownFiles} from '../../../data-extract/models/hash-memory.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aim-hashes-'));
});
afterEach(() => rm(root, {recursive: true, force: true}));

const file = (): string => join(root, 'model.onnx');
const memory = (): string => join(root, '.cache/hashes.json');

async function hash(text: string, large: number): Promise<string> {
  const bytes = text.length;
  const files = [{path: 'model.onnx', absolute: file(), bytes}];
  return (await hashKnownFiles(files, root, large))[0].sha256;
}

/** Let the file have been written long ago, as far as its own times say. */
const settle = async (): Promise<void> => {
  await utimes(file(), 1000, 1000);
  await new Promise(resolve => setTimeout(resolve, 2100));
};

test('small files are read each time, and nothing is remembered', async () => {
  await writeFile(file(), 'one');
  expect(await hash('one', 10)).toBe(sha256('one'));
  await expect(readFile(memory())).rejects.toThrow();
});

test('a large file that was just written is not remembered', async () => {
  await writeFile(file(), 'one');
  expect(await hash('one', 1)).toBe(sha256('one'));
  await expect(readFile(memory())).rejects.toThrow();
});

test('a large file is remembered until it is written again, whatever its time says', async () => {
  await writeFile(file(), 'one');
  await settle();
  expect(await hash('one', 1)).toBe(sha256('one'));
  const known = await readFile(memory(), 'utf8');
  expect(known).toContain(sha256('one'));

  // Remembered: a wrong memory is believed.
  await writeFile(memory(), known.replace(sha256('one'), 'believed'));
  expect(await hash('one', 1)).toBe('believed');

  // Other content of the same length, with its time put back.
  await writeFile(file(), 'two');
  await utimes(file(), 1000, 1000);
  expect(await hash('two', 1)).toBe(sha256('two'));
});

test('a memory that cannot be read counts for nothing', async () => {
  await writeFile(file(), 'one');
  await settle();
  await hash('one', 1);
  await writeFile(memory(), '{broken');
  expect(await hash('one', 1)).toBe(sha256('one'));
});

test('without a repository a file is remembered on no disk, until it is written again', async () => {
  const known = (bytes: number) =>
    hashKnownFiles([{path: 'model.onnx', absolute: file(), bytes}], null, 1);
  await writeFile(file(), 'one');
  await settle();
  const first = await known(3);
  expect(await known(3)).toEqual(first);
  expect(first[0].sha256).toBe(sha256('one'));
  await writeFile(file(), 'two');
  await utimes(file(), 1000, 1000);
  expect((await known(3))[0].sha256).toBe(sha256('two'));
  expect(await readdir(root)).toEqual(['model.onnx']);
});
