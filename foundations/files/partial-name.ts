import {basename, dirname, join} from 'node:path';

const PARTIAL = /^\.(\d+)(?:-\d+)?\.aim-partial\.(.+)$/s;

/**
 * The name of a file or folder while it is not whole: beside its place, no other
 * process's, and nobody else's.
 *
 * @param count - Tells those apart that one process writes at once.
 */
export const partialName = (path: string, count?: number): string =>
  join(
    dirname(path),
    `.${process.pid}${count === undefined ? '' : `-${count}`}.aim-partial.${basename(path)}`,
  );

/** Whose partial name a name is, and of what; `null` for any other name. */
export function readPartialName(name: string): {pid: number; of: string} | null {
  const match = PARTIAL.exec(name);
  return match && {pid: Number(match[1]), of: match[2]};
}
