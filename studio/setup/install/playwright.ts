import {join} from 'node:path';

import type {Machine} from '../machine-facts.ts';
import {runProgram} from '../run-program.ts';
import {unreachable} from './reach.ts';

const CDN = 'https://cdn.playwright.dev';

/** Limits in milliseconds. A download reports every tenth, so silence means trouble. */
const TIMEOUT = 20 * 60_000;
const SILENCE = 90_000;

/**
 * Let Playwright download the Chromium that it was made for into `.cache/playwright`,
 * which also works without a home directory.
 *
 * @remarks
 * Its own installer rather than `@puppeteer/browsers`, which needs Node 22 and does not
 * know the revision that Playwright drives.
 *
 * @returns Why it did not, or `null`.
 */
export async function installPlaywrightBrowser(machine: Machine): Promise<string | null> {
  const {env} = machine;
  const host =
    env.PLAYWRIGHT_CHROMIUM_DOWNLOAD_HOST ?? env.PLAYWRIGHT_DOWNLOAD_HOST ?? CDN;
  return (
    (await unreachable(host, env)) ??
    runPlaywright(['install', '--no-shell', 'chromium'], machine)
  );
}

/** Let Playwright install the system libraries that Chromium needs; takes root and apt. */
export const installPlaywrightLibraries = (machine: Machine): Promise<string | null> =>
  runPlaywright(['install-deps', 'chromium'], machine);

async function runPlaywright(
  args: readonly string[],
  machine: Machine,
): Promise<string | null> {
  const {cache, packages, env} = machine;
  const folder = packages['playwright-core'] ?? '';
  const {ok, problem} = await runProgram(
    process.execPath,
    [join(folder, 'cli.js'), ...args],
    {
      env: {
        ...env,
        PLAYWRIGHT_BROWSERS_PATH: join(cache, 'playwright'),
        PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000',
        DEBIAN_FRONTEND: 'noninteractive',
      },
      timeout: TIMEOUT,
      silence: SILENCE,
    },
  );
  return ok ? null : problem;
}
