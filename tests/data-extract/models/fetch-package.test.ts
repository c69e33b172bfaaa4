import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {fetchPackage} from '../../../data-extract/models/fetch-package.ts';

test.each([
  [{npm: 'a/../../../escaped', version: '1.0.0'}],
  [{npm: '../../escaped', version: '1.0.0'}],
  [{npm: 'a', version: '../../../escaped'}],
])('the package %j is refused before anything is written', async source => {
  const root = await mkdtemp(join(tmpdir(), 'aim-package-'));
  try {
    await expect(
      fetchPackage({...source, integrity: 'sha512-x'}, ['package.json'], root),
    ).rejects.toThrow('which leads into other folders');
    expect(await readdir(root)).toEqual([]);
  } finally {
    await rm(root, {recursive: true, force: true});
  }
});
