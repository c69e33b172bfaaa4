import {closeSync, openSync, readSync} from 'node:fs';

import {UserError} from '../../foundations/user-error.ts';

/** How a pointer of Git LFS begins, which stands in a file's place until it is fetched. */
const BEGINNING = 'version https://git-lfs.github.com/spec/';

/**
 * @throws UserError where a file of a model is a pointer of Git LFS.
 */
export function requireNoPointer(path: string): void {
  const start = Buffer.alloc(BEGINNING.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  if (start.toString('latin1') !== BEGINNING) return;
  throw new UserError(
    'model-pointer',
    `${path} is a Git LFS pointer: the file itself was not fetched.`,
    'Run `git lfs pull` in its repository (once before that, `git lfs install`), or download the file.',
  );
}
