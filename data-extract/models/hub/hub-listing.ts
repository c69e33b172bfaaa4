import {listFiles, modelInfo} from '@huggingface/hub';

import {UserError} from '../../../foundations/user-error.ts';
import {hubError, unreachable} from './hub-errors.ts';
import {isFileLock} from './lock-file.ts';
import type {FileLock} from './lock-file.ts';
import type {HubSettings} from './settings.ts';

/** Longest wait for an answer about a repository, in milliseconds. */
const ANSWER = 30_000;

/** `fetch` with the user's token; it is not sent on to another host. */
export function hubFetch({token}: HubSettings): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    const signal = init?.signal ?? AbortSignal.timeout(ANSWER);
    return fetch(input, {...init, headers, signal});
  };
}

/**
 * The commit that a branch, tag or short hash means at the moment.
 *
 * @throws UserError where the hub does not say.
 */
export async function commitOf(
  name: string,
  revision: string,
  settings: HubSettings,
): Promise<string> {
  const what = `${name}@${revision}`;
  if (settings.offline) throw unreachable(what, 'offline', settings);
  try {
    const {sha} = await modelInfo({
      name,
      revision,
      additionalFields: ['sha'],
      hubUrl: settings.endpoint,
      fetch: hubFetch(settings),
    });
    if (typeof sha === 'string' && /^[0-9a-f]{40}$/.test(sha)) return sha;
  } catch (error) {
    throw hubError(error, what, settings);
  }
  throw unreachable(what, 'the answer names no commit', settings);
}

/**
 * The files of a commit with their sizes and hashes.
 *
 * @throws UserError where the hub does not list them.
 */
export async function filesOf(
  name: string,
  commit: string,
  settings: HubSettings,
): Promise<Map<string, FileLock>> {
  const what = `${name}@${commit.slice(0, 7)}`;
  if (settings.offline) throw unreachable(what, 'offline', settings);
  const files = new Map<string, FileLock>();
  try {
    for await (const entry of listFiles({
      repo: {type: 'model', name},
      revision: commit,
      recursive: true,
      hubUrl: settings.endpoint,
      fetch: hubFetch(settings),
    })) {
      if (entry.type !== 'file') continue;
      const {path, lfs, oid, size} = entry;
      const lock = lfs
        ? {bytes: lfs.size, sha256: lfs.oid}
        : oid === undefined
          ? null
          : {bytes: size, gitSha1: oid};
      if (lock === null) continue;
      // It becomes the name of a file in the cache.
      if (!isFileLock(lock)) throw noHash(what, path);
      files.set(path, lock);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw hubError(error, what, settings);
  }
  return files;
}

const noHash = (what: string, path: string): UserError =>
  new UserError(
    'model-unsafe',
    `${what} gives ${path} a hash that is none.`,
    'Do not use this repository, or this hub.',
  );
