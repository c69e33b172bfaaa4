import {createWriteStream} from 'node:fs';
import {rename, rm, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {Readable, Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {ReadableStream} from 'node:stream/web';
import {setTimeout as wait} from 'node:timers/promises';

import {makeFolder} from '../../../foundations/files/make-folder.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {refused, reasonOf, unreachable} from './hub-errors.ts';
import {hubFetch} from './hub-listing.ts';
import type {FileLock} from './lock-file.ts';
import type {HubSettings} from './settings.ts';
import {mismatch} from './verify.ts';

/** A file to be downloaded. */
export interface Download {
  url: string;
  /** What the user knows it by, e.g. `org/name@1a2b3c4: onnx/model.onnx`. */
  name: string;
  /** Where it goes when it is whole and right. */
  target: string;
  lock: FileLock;
}

/** How patient a download is. */
export interface Patience {
  /** Attempts that bring no further byte before it is given up. */
  attempts: number;
  /** Milliseconds before the second attempt; doubles with each further one. */
  pause: number;
  /** Longest silence of a connection in milliseconds. */
  silence: number;
}

export const PATIENCE: Patience = {attempts: 4, pause: 500, silence: 60_000};

/**
 * Download a file beside its place, continue where a connection broke off, and put it in
 * place when its hash is the locked one.
 *
 * @throws UserError where it cannot be had or is another file than the locked one; what
 * came of a broken download is kept for the next time, what is wrong is not.
 */
export async function download(
  file: Download,
  settings: HubSettings,
  patience = PATIENCE,
): Promise<void> {
  // Not under the name that other programs give what they are downloading to this cache.
  const partial = `${file.target}.aim-incomplete`;
  await makeFolder(dirname(partial));
  const kept = await sizeOf(partial);
  await receive(file, partial, settings, patience);
  let wrong = await mismatch(partial, file.lock);
  if (wrong !== null && kept > 0) {
    // What an earlier run left may belong to something else: once more from the start.
    await rm(partial);
    await receive(file, partial, settings, patience);
    wrong = await mismatch(partial, file.lock);
  }
  if (wrong !== null) {
    await rm(partial, {force: true});
    throw new UserError(
      'model-corrupt',
      `${file.name} was not taken: ${wrong}.`,
      'Run it again; if it stays so, the hub or a proxy sends another file than the locked one.',
    );
  }
  await rename(partial, file.target);
}

async function receive(
  file: Download,
  partial: string,
  settings: HubSettings,
  {attempts, pause, silence}: Patience,
): Promise<void> {
  let reason = '';
  for (let failed = 0; failed < attempts;) {
    const before = await sizeOf(partial);
    if (before === file.lock.bytes) return;
    try {
      await request(file, partial, before, settings, silence);
      return;
    } catch (error) {
      if (error instanceof UserError) {
        if (error.code === 'model-corrupt') await rm(partial, {force: true});
        throw error;
      }
      reason = reasonOf(error);
    }
    failed = (await sizeOf(partial)) > before ? 0 : failed + 1;
    await wait(pause * 2 ** failed);
  }
  throw unreachable(file.name, reason, settings);
}

async function request(
  {url, name, lock}: Download,
  partial: string,
  offset: number,
  settings: HubSettings,
  silence: number,
): Promise<void> {
  const abort = new AbortController();
  const watch = setTimeout(
    () => abort.abort(new Error(`no byte for ${silence} ms`)),
    silence,
  );
  try {
    const isBehind = offset > 0 && offset < lock.bytes;
    const response = await hubFetch(settings)(url, {
      headers: isBehind ? {range: `bytes=${offset}-`} : {},
      signal: abort.signal,
    });
    if (response.status >= 500 || response.status === 429 || response.status === 416) {
      if (response.status === 416) await rm(partial, {force: true});
      throw new Error(`status ${response.status}`);
    }
    if (!response.ok || !response.body) throw refused(response.status, name, settings);
    const continues =
      response.status === 206 &&
      response.headers.get('content-range')?.startsWith(`bytes ${offset}-`) === true;
    let received = continues ? offset : 0;
    const guard = new Transform({
      transform(chunk: Buffer, _, done) {
        watch.refresh();
        received += chunk.length;
        if (received <= lock.bytes) done(null, chunk);
        else done(tooLong(name, lock.bytes));
      },
    });
    await pipeline(
      Readable.fromWeb(response.body as ReadableStream),
      guard,
      createWriteStream(partial, {flags: continues ? 'a' : 'w'}),
      {signal: abort.signal},
    );
    if (received < lock.bytes)
      throw new Error(`${lock.bytes - received} bytes are missing`);
  } finally {
    clearTimeout(watch);
  }
}

const tooLong = (name: string, bytes: number): UserError =>
  new UserError(
    'model-corrupt',
    `${name} was not taken: it goes on after its ${bytes} bytes.`,
    'The hub or a proxy sends another file than the locked one.',
  );

const sizeOf = async (file: string): Promise<number> =>
  (await stat(file).catch(() => null))?.size ?? 0;
