import {mkdtemp, readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {unpack} from './archive.ts';

/** The models, packed; `README.md` beside it says what they are. */
export const ARCHIVE = fileURLToPath(
  new URL('../../fixtures/zoo/zoo.br', import.meta.url),
);

/** Unpack the models into a folder of their own, which is the caller's to remove. */
export async function openZoo(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zoo-'));
  await unpack(await readFile(ARCHIVE), folder);
  return folder;
}
