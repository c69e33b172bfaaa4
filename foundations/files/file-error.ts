import {UserError} from '../user-error.ts';

/** What a user can do about a failing file system, by the system's own error code. */
const REMEDIES: Record<string, {what: string; remedy: string}> = {
  ENOSPC: {
    what: 'the disk is full',
    remedy: 'Free some space and run the command again.',
  },
  EDQUOT: {
    what: 'the quota is used up',
    remedy: 'Free some space and run the command again.',
  },
  EACCES: {
    what: 'access is denied',
    remedy: 'Change its permissions, or give another place.',
  },
  EPERM: {
    what: 'access is denied',
    remedy: 'Change its permissions, or give another place.',
  },
  EROFS: {what: 'it lies on a read-only disk', remedy: 'Give another folder.'},
  ENOTDIR: {what: 'a part of the path is no folder', remedy: 'Give another place.'},
  EISDIR: {what: 'it is a folder', remedy: 'Give another place.'},
  EEXIST: {what: 'it is there already', remedy: 'Move it away, or give another place.'},
  ENAMETOOLONG: {what: 'the name is too long', remedy: 'Give a shorter one.'},
  ELOOP: {what: 'its links lead in a circle', remedy: 'Give another place.'},
};

/** A failure of the file system as an error for the user, or `null` where it is none. */
export function fileError(error: unknown): UserError | null {
  if (!(error instanceof Error)) return null;
  const {code, path} = error as NodeJS.ErrnoException;
  if (code === undefined || !Object.hasOwn(REMEDIES, code)) return null;
  const {what, remedy} = REMEDIES[code];
  return new UserError('file-system', `${path ?? 'A file'}: ${what}.`, remedy);
}

/**
 * For `catch`: lets an error of the file system name a path, where the system gave none,
 * as it does when a disk runs full while a file is being written.
 */
export const naming =
  (path: string) =>
  (error: unknown): never => {
    if (error instanceof Error) (error as NodeJS.ErrnoException).path ??= path;
    throw error;
  };

/** An error of the file system about a file under the name that the user knows it by. */
export function named(error: unknown, path: string): unknown {
  if (error instanceof Error && 'code' in error)
    (error as NodeJS.ErrnoException).path = path;
  return error;
}
