import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';

import {replaceFile} from '../files/replace-file.ts';
import {hashFile} from './model-file.ts';
import type {HashedFile, ModelFile} from './model-file.ts';

/** How a file looked when it was hashed; one that has been written since looks otherwise. */
interface Look {
  size: number;
  ino: number;
  modified: number;
  /** Set by the system whenever anything about the file changes; no program can set it. */
  changed: number;
}

interface Known extends Look {
  sha256: string;
}

/** Bytes; smaller files are read each time, which takes a moment. */
const LARGE = 32 * 2 ** 20;
/** Milliseconds: a file that was written so shortly ago may be written again unseen. */
const SETTLED = 2000;

/**
 * Hash files of a model; large ones that look as they did when they were last hashed are
 * not read again.
 *
 * @param root - The repository; what is remembered lies in its cache.
 * @param large - Bytes from which on a file is remembered.
 */
export async function hashKnownFiles(
  files: readonly ModelFile[],
  root: string,
  large = LARGE,
): Promise<HashedFile[]> {
  const memory = join(root, '.cache/hashes.json');
  const known = await readMemory(memory);
  let learned = false;
  const hashed = await Promise.all(
    files.map(async ({path, absolute, bytes}) => {
      if (bytes < large) return {path, bytes, sha256: await hashFile(absolute)};
      const look = await lookAt(absolute);
      const former = known[absolute];
      if (former && sameLook(former, look)) return {path, bytes, sha256: former.sha256};
      const sha256 = await hashFile(absolute);
      const settled = Date.now() - Math.max(look.modified, look.changed) > SETTLED;
      if (settled && sameLook(look, await lookAt(absolute))) {
        known[absolute] = {...look, sha256};
        learned = true;
      }
      return {path, bytes, sha256};
    }),
  );
  if (learned) await writeMemory(memory, known);
  return hashed;
}

async function lookAt(file: string): Promise<Look> {
  const {size, ino, mtimeMs, ctimeMs} = await stat(file);
  return {size, ino, modified: mtimeMs, changed: ctimeMs};
}

const sameLook = (a: Look, b: Look): boolean =>
  a.size === b.size &&
  a.ino === b.ino &&
  a.modified === b.modified &&
  a.changed === b.changed;

async function readMemory(file: string): Promise<Record<string, Known | undefined>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, Known>;
  } catch {
    return {};
  }
}

/** A folder that cannot be written to costs time and nothing else. */
async function writeMemory(file: string, known: object): Promise<void> {
  try {
    await replaceFile(file, JSON.stringify(known));
  } catch {
    // Said above.
  }
}
