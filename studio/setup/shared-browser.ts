import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';

import type {Browser} from 'playwright-core';

import {replaceFile} from '../../foundations/files/replace-file.ts';
import {cacheFolder} from '../../foundations/course-root.ts';
import {connectTo, KEPT_AT, keepBrowser} from './kept-browser.ts';
import type {KeptBrowser} from './kept-browser.ts';

/** Where the editor says how its browser is reached: for this user alone. */
const addressFile = (): string => join(cacheFolder(), 'browser', 'address');

/**
 * Start a browser that commands of this project may use as long as this process runs: one
 * that has been started draws a picture sooner.
 *
 * @param path - The executable.
 */
export async function shareBrowser(path: string): Promise<KeptBrowser> {
  const {address, close} = await keepBrowser(path);
  const file = addressFile();
  await replaceFile(file, address, {mode: 0o600});
  return {
    address,
    close: async () => {
      // Another editor may have put its own there.
      if ((await sharedAddress()) === address) await rm(file, {force: true});
      await close();
    },
  };
}

/**
 * Connect to the browser that an editor of this project shares, where one does and it was
 * started as one would be here; closing it then closes no more than one's own pages.
 *
 * @returns `null` where there is none, and where the variable {@link KEPT_AT} names another
 * or none.
 */
export async function connectToShared(path: string): Promise<Browser | null> {
  if (process.env[KEPT_AT] !== undefined) return null;
  const address = await sharedAddress();
  return address === null ? null : connectTo(address, path);
}

const sharedAddress = (): Promise<string | null> =>
  readFile(addressFile(), 'utf8').catch(() => null);
