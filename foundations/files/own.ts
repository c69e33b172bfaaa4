import {lstat} from 'node:fs/promises';

import {UserError} from '../user-error.ts';

/** What lies at a path; a link is not followed. */
export type Lying = 'nothing' | 'file' | 'folder' | 'other';

/** Look at a path on which something is to be put. */
export async function whatLies(path: string): Promise<Lying> {
  const facts = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (facts === null) return 'nothing';
  if (facts.isFile()) return 'file';
  return facts.isDirectory() ? 'folder' : 'other';
}

/**
 * Refuse to put a file where something lies that is not ours.
 *
 * @param isOurs - Whether a file that lies there was written by this project.
 * @throws UserError naming the path.
 */
export async function requireOwn(
  path: string,
  isOurs: (path: string) => boolean | Promise<boolean>,
): Promise<void> {
  const lying = await whatLies(path);
  if (lying === 'nothing' || (lying === 'file' && (await isOurs(path)))) return;
  throw notOurs(path, lying === 'other' ? 'is a link or no file' : `is a ${lying}`);
}

/** That something was not written by this project, and so is not replaced by it. */
const notOurs = (path: string, what: string): UserError =>
  new UserError(
    'not-ours',
    `${path} ${what} that this project did not write: it is left as it is.`,
    'Move it away, or give another folder.',
  );
