import type {Browser} from 'playwright-core';

import {findChromium} from './parts.ts';
import {connectToKept} from './kept-browser.ts';
import {connectToShared} from './shared-browser.ts';
import {BROWSER_FLAGS, startBrowser} from './start-browser.ts';

/** A running browser and what its pictures may depend on. */
export interface LaunchedBrowser {
  browser: Browser;
  /** E.g. `156.0.8078.79`. */
  version: string;
  /** The flags it was started with, without those that only concern the sandbox. */
  flags: string[];
}

/**
 * Start the Chromium that {@link findChromium} finds, or use the one that is kept running;
 * the caller closes it.
 *
 * @param shared - Whether that of an editor may be used, which may end at any time.
 * @throws UserError where there is none.
 */
export async function launchBrowser({shared = false} = {}): Promise<LaunchedBrowser> {
  const {path} = await findChromium();
  const browser =
    (await connectToKept(path)) ??
    (shared ? await connectToShared(path) : null) ??
    (await startBrowser(path));
  return {browser, version: browser.version(), flags: [...BROWSER_FLAGS]};
}
