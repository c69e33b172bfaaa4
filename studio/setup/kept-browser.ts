import {randomUUID} from 'node:crypto';
import {readFile} from 'node:fs/promises';

import type {Browser} from 'playwright-core';

import {hashJson} from '../../foundations/canonical-json.ts';
import {
  BROWSER_FLAGS,
  browserEnv,
  FONTS_CONF,
  launchBest,
  launchOptions,
} from './start-browser.ts';

/** Environment variable with the address of a browser that is kept running; empty for none. */
export const KEPT_AT = 'AIM_BROWSER_AT';

/** A browser that many processes may use, each in pages of its own. */
export interface KeptBrowser {
  /** For {@link KEPT_AT}. */
  address: string;
  close(): Promise<void>;
}

/**
 * Start a browser and keep it running, so that not every command and test waits for one
 * of its own.
 *
 * @param path - The executable.
 */
export async function keepBrowser(path: string): Promise<KeptBrowser> {
  const {chromium} = await import('playwright-core');
  // Who has not been told the address cannot guess it.
  const wsPath = `/${randomUUID()}${await pathOf(path)}`;
  const server = await launchBest(sandbox =>
    chromium.launchServer({
      ...launchOptions(path, sandbox),
      host: '127.0.0.1',
      wsPath,
    }),
  );
  return {address: server.wsEndpoint(), close: () => server.close()};
}

/**
 * Connect to the browser that is kept running, where {@link KEPT_AT} names one that was
 * started as one would be here; closing it then closes no more than one's own pages.
 *
 * @returns `null` where there is none.
 */
export async function connectToKept(path: string): Promise<Browser | null> {
  return connectTo(process.env[KEPT_AT] ?? '', path);
}

/** Connect to a browser that is kept running, if it was started as one would be here. */
export async function connectTo(address: string, path: string): Promise<Browser | null> {
  if (!address.endsWith(await pathOf(path))) return null;
  const {chromium} = await import('playwright-core');
  return chromium.connect(address, {timeout: 10_000}).catch(() => null);
}

/** Tells browsers apart that would draw otherwise. */
async function pathOf(path: string): Promise<string> {
  const {FONTCONFIG_FILE: file = ''} = browserEnv();
  const fonts = await readFile(file, 'utf8').catch(() => '');
  // Ours says the same wherever the tool lies.
  const from = file === FONTS_CONF ? '' : file;
  return `/${hashJson({path, flags: BROWSER_FLAGS, from, fonts}).slice(0, 32)}`;
}
