import {realpath, rename, rm, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

import {named} from './file-error.ts';
import {makeFolder} from './make-folder.ts';
import {partialName} from './partial-name.ts';

let written = 0;

/**
 * Write a file of ours: under a partial name, and in place of the former one when it is
 * whole. Folders that are missing are made.
 *
 * @remarks
 * Whether what lies there may go is for the caller to know; see `requireOwn()` for what
 * goes where a user says.
 * @param options - Who may read it, as for `open(2)`; whom the system lets by default.
 * @throws UserError where the folder cannot be made.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  {mode}: {mode?: number} = {},
): Promise<void> {
  await makeFolder(dirname(path));
  const partial = partialName(path, written++);
  try {
    await writeFile(partial, content, {flag: 'wx', mode});
    await rename(partial, path);
  } catch (error) {
    await rm(partial, {force: true});
    throw named(error, path);
  }
}

/**
 * Write a file that a user keeps and that we change by their wish: a link to it stays one.
 *
 * @throws UserError where it cannot be written.
 */
export async function editFile(path: string, content: string): Promise<void> {
  await replaceFile(await realpath(path).catch(() => path), content);
}
