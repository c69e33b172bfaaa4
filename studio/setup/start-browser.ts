import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

import type {Browser} from 'playwright-core';

const require = createRequire(import.meta.url);

/** Flags that every browser of ours is started with; pictures may depend on them. */
export const BROWSER_FLAGS: readonly string[] = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--hide-scrollbars',
  '--mute-audio',
  '--disable-dev-shm-usage',
];

/**
 * What Chromium leaves out, whatever pictures show. Of two such lists it obeys the last one,
 * so Playwright's stands in this one, too.
 */
const LEFT_OUT: readonly string[] = [
  // Pages of the address bar, which no window of ours has: to load them takes as long as all
  // else that a browser does when it starts.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  // Playwright's own.
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  'msForceBrowserSignIn',
];

/** How fonts are drawn, whatever the machine's users prefer. */
export const FONTS_CONF = fileURLToPath(new URL('./fonts.conf', import.meta.url));

/** The machine's environment, in a language and a time zone that are the same everywhere. */
export const browserEnv = (): NodeJS.ProcessEnv => ({
  // Where it is set, the machine's fonts lie in no usual place.
  FONTCONFIG_FILE: FONTS_CONF,
  ...process.env,
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  LANGUAGE: '',
  TZ: 'UTC',
});

/**
 * How a Chromium of ours is started.
 *
 * @param path - The executable.
 */
export const launchOptions = (path: string, chromiumSandbox: boolean) => ({
  executablePath: path,
  args: [...BROWSER_FLAGS, `--disable-features=${LEFT_OUT.join(',')}`],
  headless: true,
  env: browserEnv(),
  // Its own handlers end the process before anything has been put away.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
  chromiumSandbox,
  timeout: 60_000,
});

/**
 * Start a Chromium.
 *
 * @param path - The executable.
 */
export async function startBrowser(path: string): Promise<Browser> {
  // As `import` it would be searched for names first, which takes as long as loading it.
  const {chromium} = require('playwright-core') as typeof import('playwright-core');
  return launchBest(sandbox => chromium.launch(launchOptions(path, sandbox)));
}

/**
 * Start something in Chromium's sandbox where there can be one: not for root, nor on
 * kernels that allow none. The only pages that are opened are ours, from this machine.
 */
export async function launchBest<T>(
  launch: (sandbox: boolean) => Promise<T>,
): Promise<T> {
  if (process.getuid?.() === 0) return launch(false);
  try {
    return await launch(true);
  } catch (error) {
    if (!isSandboxFailure(String(error))) throw error;
    return launch(false);
  }
}

/** Whether a browser's last words say that the kernel allows it no sandbox. */
export const isSandboxFailure = (message: string): boolean =>
  /no usable sandbox|SUID sandbox helper|zygote_host_impl|sandbox.*Operation not permitted/i.test(
    message,
  );
