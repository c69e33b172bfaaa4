import {mkdtemp, rename, rm, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, expect, test} from 'vitest';

import {watchFiles} from '../../../data-extract/models/unchanged.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-unchanged-'));
  for (const name of ['graph', 'weights']) {
    await writeFile(join(folder, name), 'one');
    await utimes(join(folder, name), 1000, 1000);
  }
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const place = (name: string): string => join(folder, name);
const watch = () =>
  watchFiles(['graph', 'weights'].map(name => ({absolute: place(name)})));

test('files that stay as they are are no mistake', async () => {
  const unchanged = watch();
  unchanged();
  unchanged();
});

test.each<[string, () => Promise<void>]>([
  [
    'of the same length, with its time put back',
    async () => {
      await writeFile(place('weights'), 'two');
      await utimes(place('weights'), 1000, 1000);
    },
  ],
  [
    'put in its place',
    async () => {
      await writeFile(place('other'), 'one');
      await utimes(place('other'), 1000, 1000);
      await rename(place('other'), place('weights'));
    },
  ],
  ['gone', () => rm(place('weights'))],
])('a file that is %s is named', async (_, change) => {
  const unchanged = watch();
  await change();
  expect(unchanged).toThrow(
    expect.objectContaining({
      code: 'model-changed',
      message: `${place('weights')} was changed while it was captured.`,
    }),
  );
});
