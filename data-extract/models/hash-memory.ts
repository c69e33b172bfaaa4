import {statSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {replaceFile} from '../../foundations/files/replace-file.ts';
import {hashFile} from './model-file.ts';
import type {HashedFile, ModelFile} from './model-file.ts';

/**
 * How a file looked when it was hashed; one that has been written since looks otherwise.
 * Numbers are written out, times in nanoseconds.
 */
export interface Look {
  /** Which device, and which file on it. */
  place: string;
  size: string;
  modified: string;
  /** Set by the system whenever anything about the file changes; no program can set it. */
  changed: string;
}

interface Known extends Look {
  sha256: string;
}

/** Bytes; smaller files are read each time, which takes a moment. */
const LARGE = 32 * 2 ** 20;
/** Milliseconds: a file that was written so shortly ago may be written again unseen. */
const SETTLED = 2000;

/** What this process has hashed. */
const inProcess: Record<string, Known | undefined> = {};

/**
 * Hash files of a model; large ones that look as they did when they were last hashed are
 * not read again.
 *
 * @param root - The repository; what is remembered lies in its cache. `null` remembers
 * for as long as this process runs.
 * @param large - Bytes from which on a file is remembered.
 */
export async function hashKnownFiles(
  files: readonly ModelFile[],
  root: string | null,
  large = LARGE,
): Promise<HashedFile[]> {
  const memory = root === null ? null : join(root, '.cache/hashes.json');
  const known = memory === null ? inProcess : await readMemory(memory);
  let learned = false;
  const hashed = await Promise.all(
    files.map(async ({path, absolute, bytes}) => {
      if (bytes < large) return {path, bytes, sha256: await hashFile(absolute)};
      const look = lookAt(absolute);
      const former = known[absolute];
      if (former && sameLook(former, look)) return {path, bytes, sha256: former.sha256};
      const sha256 = await hashFile(absolute);
      if (isSettled(look) && sameLook(look, lookAt(absolute))) {
        known[absolute] = {...look, sha256};
        learned = true;
      }
      return {path, bytes, sha256};
    }),
  );
  if (learned && memory !== null) await writeMemory(memory, known);
  return hashed;
}

/**
 * Looked at once, at once: after each text of a list, beside which waiting for a thread
 * that does it would take longer.
 *
 * @throws Error where there is no such file.
 */
export function lookAt(file: string): Look {
  const {dev, ino, size, mtimeNs, ctimeNs} = statSync(file, {bigint: true});
  return {
    place: `${dev}:${ino}`,
    size: `${size}`,
    modified: `${mtimeNs}`,
    changed: `${ctimeNs}`,
  };
}

export const sameLook = (a: Look, b: Look): boolean =>
  a.place === b.place &&
  a.size === b.size &&
  a.modified === b.modified &&
  a.changed === b.changed;

/** Both times are longer ago than any file system's clock is coarse. */
const isSettled = ({modified, changed}: Look): boolean =>
  [modified, changed].every(time => Date.now() - Number(time) / 1e6 > SETTLED);

async function readMemory(file: string): Promise<Record<string, Known | undefined>> {
  try {
    const known = JSON.parse(await readFile(file, 'utf8')) as Record<
      string,
      Known
    > | null;
    return known ?? {};
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
