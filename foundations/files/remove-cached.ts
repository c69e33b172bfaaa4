import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {resolve, sep} from 'node:path';

/**
 * Remove a folder of ours with everything in it: one in a `.cache`, or in the system's
 * folder for temporary files. It is the only way to remove more than a file at once.
 *
 * @throws Error for any other folder.
 */
export async function removeCached(folder: string): Promise<void> {
  const path = resolve(folder);
  const parts = path.split(sep);
  const isCached = parts.slice(0, -1).includes('.cache');
  const isTemporary = path.startsWith(`${resolve(tmpdir())}${sep}aim-`);
  if (!isCached && !isTemporary) throw new Error(`${path} is no folder of a cache.`);
  await rm(path, {recursive: true, force: true});
}
