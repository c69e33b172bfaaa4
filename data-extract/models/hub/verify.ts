import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {pipeline} from 'node:stream/promises';

import type {FileLock} from './lock-file.ts';

/** The hash that a file is known by, which is also the name of its blob in the cache. */
export const hashName = (lock: FileLock): string =>
  'sha256' in lock ? lock.sha256 : lock.gitSha1;

/**
 * Compare a file with its lock.
 *
 * @returns What is wrong with it, or `null`.
 */
export async function mismatch(file: string, lock: FileLock): Promise<string | null> {
  const {size} = await stat(file);
  if (size !== lock.bytes) return `it has ${size} bytes instead of ${lock.bytes}`;
  const isLfs = 'sha256' in lock;
  const hash = createHash(isLfs ? 'sha256' : 'sha1');
  if (!isLfs) hash.update(`blob ${size}\0`);
  await pipeline(createReadStream(file, {highWaterMark: 1 << 20}), hash);
  const found = hash.digest('hex');
  const kind = isLfs ? 'SHA-256' : 'Git hash';
  return found === hashName(lock)
    ? null
    : `its ${kind} is ${found.slice(0, 12)}… instead of ${hashName(lock).slice(0, 12)}…`;
}
