import {access, constants, lstat, mkdir, rmdir, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

import {UserError} from '../user-error.ts';
import {fileError} from './file-error.ts';

/**
 * Make a folder, and those above it that are missing.
 *
 * @remarks
 * One by one: Node's own `recursive` never returns in a file system that says of a folder
 * which is there that it is not, as `/proc` does.
 * @returns The folders that were missing, from the outermost.
 * @throws UserError naming the part of the path that is no folder or cannot be one.
 */
export async function makeFolder(path: string): Promise<string[]> {
  const missing: string[] = [];
  let place = resolve(path);
  while (!(await isFolder(place, path))) {
    missing.unshift(place);
    place = dirname(place);
  }
  for (const folder of missing) {
    try {
      await mkdir(folder);
    } catch (error) {
      // Another process may have been faster.
      if (!(await isFolder(folder, path))) throw notMade(folder, error);
    }
  }
  return missing;
}

/**
 * Find out whether a folder can be made and written to, before there is anything to write;
 * afterwards all is as it was.
 *
 * @throws UserError where it cannot.
 */
export async function tryFolder(path: string): Promise<void> {
  const made = await makeFolder(path);
  try {
    await access(path, constants.W_OK);
  } catch (error) {
    throw fileError(error) ?? error;
  } finally {
    // One that another process has put something into meanwhile stays.
    for (const folder of made.reverse()) await rmdir(folder).catch(() => undefined);
  }
}

/** @throws UserError where something else than a folder is there, or it cannot be told. */
async function isFolder(place: string, wanted: string): Promise<boolean> {
  try {
    if ((await stat(place)).isDirectory()) return true;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return false;
    if (code !== 'ENOENT') throw fileError(error) ?? error;
    const there = await lstat(place).catch(() => null);
    if (there?.isSymbolicLink()) throw inTheWay(wanted, place, 'a link to nowhere');
    return false;
  }
  throw inTheWay(wanted, place, 'no folder');
}

const inTheWay = (wanted: string, place: string, what: string): UserError =>
  new UserError(
    'file-system',
    `The folder ${wanted} cannot be made: ${place} is ${what}.`,
    'Give another folder.',
  );

function notMade(path: string, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
    return fileError(error) ?? error;
  return new UserError(
    'file-system',
    `The folder ${path} cannot be made: the system takes none there.`,
    'Give another folder.',
  );
}
