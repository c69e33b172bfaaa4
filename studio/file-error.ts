import {UserError} from '../data-extract/user-error.ts';

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
    what: 'it may not be written',
    remedy: 'Change its permissions, or give another folder.',
  },
  EPERM: {
    what: 'it may not be written',
    remedy: 'Change its permissions, or give another folder.',
  },
  EROFS: {what: 'it lies on a read-only disk', remedy: 'Give another folder.'},
  ENOTDIR: {what: 'a part of the path is no folder', remedy: 'Give another folder.'},
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
