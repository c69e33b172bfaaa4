import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {writeSafetensors} from '../../../data-extract/capture/safetensors.ts';
import {parseFeeds} from '../../../data-extract/feeds/parse-feeds.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-feeds-'));
  const data = Float32Array.of(1, 2);
  const tensors = new Map([['pixels', {dtype: 'F32' as const, shape: [2], data}]]);
  await writeFile(join(folder, 'all.safetensors'), writeSafetensors(tensors, {}));
  await writeFile(join(folder, 'text.npy'), 'words');
});
afterAll(() => rm(folder, {recursive: true}));

test('numbers and tensors by their names', async () => {
  expect(await parseFeeds(['a=0', 'b=-1.5', 'pixels=all.safetensors'], folder)).toEqual({
    a: 0,
    b: -1.5,
    pixels: {data: Float32Array.of(1, 2), shape: [2]},
  });
});

test.each([
  [['pixels'], 'no name with a value'],
  [['=3'], 'no name with a value'],
  [['a='], 'no name with a value'],
  [['a=1', 'a=2'], '"a" twice'],
  [['a=none.npy'], 'there is no such file'],
  [['a=text.npy'], 'does not begin as a .npy file does'],
  [['other=all.safetensors'], 'no tensor "other" (it has pixels)'],
])('%j is refused', async (feeds, message) => {
  await expect(parseFeeds(feeds, folder)).rejects.toThrow(message);
});
