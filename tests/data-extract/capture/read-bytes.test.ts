import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {readBytes} from '../../../data-extract/capture/read-bytes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-bytes-'));
});
afterAll(() => rm(folder, {recursive: true}));

test.each([
  [0, 4],
  [3, 4],
  [8, 4],
  [9, 4],
])('a file of %i bytes in parts of %i', async (size, part) => {
  const bytes = Uint8Array.from({length: size}, (_, i) => i);
  await writeFile(join(folder, 'file'), bytes);
  expect(await readBytes(join(folder, 'file'), part)).toEqual(bytes);
});

test('a file that is not there is an error', async () => {
  await expect(readBytes(join(folder, 'none'))).rejects.toThrow('ENOENT');
});
