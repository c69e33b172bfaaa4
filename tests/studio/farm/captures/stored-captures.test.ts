import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {readCapture} from '../../../../data-extract/capture/capture-folder.ts';
import {ROOT} from '../../../../foundations/root.ts';
import {
  recordName,
  storeCapture,
  storedCapture,
} from '../../../../studio/farm/captures/stored-captures.ts';
import {openStore} from '../../../../studio/render/store/open-store.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-store-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

test('a capture comes out of a store as it went in', async () => {
  const store = openStore(folder);
  const capture = await readCapture(
    join(ROOT, 'assets/captures/09-self-attention/what-is-it'),
  );
  if (store === null || capture === null) throw new Error('a fixture is missing');
  await storeCapture(store, 'key', capture);
  expect(await storedCapture(store, 'key')).toEqual(capture);

  await expect(storedCapture(store, 'other')).rejects.toThrow('a file is missing');
  await writeFile(join(folder, recordName('key')), '{"cut');
  await expect(storedCapture(store, 'key')).rejects.toThrow('the capture key cannot be');
});
