import {readFile} from 'node:fs/promises';

import type {Page} from 'playwright-core';

import {sha256} from '../../../foundations/canonical-json.ts';
import {timed} from '../../../foundations/timed.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {launchBrowser} from '../../setup/browser.ts';
import type {LaunchedBrowser} from '../../setup/browser.ts';
import {courseProjects} from '../../course/projects.ts';
import {findChromium} from '../../setup/parts.ts';
import {BROWSER_FLAGS, FONTS_CONF} from '../../setup/start-browser.ts';
import {buildBundle} from '../bundle/bundle.ts';
import type {Bundle} from '../bundle/bundle.ts';
import {sourceLocator} from './locate-source.ts';
import {OutsideFiles} from './outside-files.ts';
import {OutsideReads} from './outside-reads.ts';
import {openStage} from './stage-page.ts';
import type {StagePage} from './stage-page.ts';
import type {ChunkTools} from '../plan/unit.ts';
import {startStageServer} from '../encode/stage-server.ts';
import type {StageServer} from '../encode/stage-server.ts';

/** A stage that is ready: built, served, with a browser that starts when it is needed. */
export interface ReadyStage {
  bundle: Bundle;
  server: StageServer;
  /** The browser that draws, and how; it need not have been started. */
  browser: ChunkTools['browser'];
  /** What plays read from other hosts. */
  outside: OutsideFiles;
  /** Opens a page; starts a browser where none is running. */
  openPage(): Promise<StagePage>;
  /** Opens an empty page. */
  openBlank(): Promise<Page>;
}

/**
 * Build the course's stage, serve it, and put all of it away again.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param lessons - Lessons whose scenes will be shown.
 * @param use - What to do with the stage.
 */
export async function withStage<T>(
  root: string,
  lessons: readonly string[],
  use: (stage: ReadyStage) => Promise<T>,
  {captures = null, browser: when = 'when needed', shared = false}: StageOptions = {},
): Promise<T> {
  const projects = courseProjects(root, lessons);
  const {version} = await findChromium();
  const browser = keepBrowser(version, shared);
  try {
    const start = (): void => void browser.living();
    if (when === 'at once') start();
    const bundle = await timed('bundle', () =>
      buildBundle(root, projects, captures, start),
    );
    return await withBrowser(bundle, version, browser, use);
  } finally {
    await browser.close();
  }
}

/** How a stage is made ready. */
export interface StageOptions {
  /** Folder of captures that come before the course's own. */
  captures?: string | null;
  /**
   * Whether a page will be needed for certain. Where something has changed, so that the
   * bundle is built, one is needed as well: the browser starts beside it.
   */
  browser?: 'at once' | 'when needed';
  /** Whether the browser of an editor may draw: not for what takes long, as it may end. */
  shared?: boolean;
}

/** Serve a bundle, with a browser to show it; see {@link withStage}. */
export async function withBundle<T>(
  bundle: Bundle,
  use: (stage: ReadyStage) => Promise<T>,
): Promise<T> {
  const {version} = await findChromium();
  const browser = keepBrowser(version, false);
  try {
    return await withBrowser(bundle, version, browser, use);
  } finally {
    await browser.close();
  }
}

async function withBrowser<T>(
  bundle: Bundle,
  version: string,
  browser: KeptBrowser,
  use: (stage: ReadyStage) => Promise<T>,
): Promise<T> {
  const server = await startStageServer(bundle.folder);
  const locate = sourceLocator(bundle.folder, bundle.root);
  const outside = new OutsideFiles();
  try {
    return await use({
      bundle,
      server,
      outside,
      browser: await browserIdentity(version),
      openPage: async () =>
        openStage(
          (await browser.living()).browser,
          server.url,
          locate,
          new OutsideReads(outside, new URL(server.url).origin, bundle.proxy),
        ),
      openBlank: async () => (await browser.living()).browser.newPage(),
    });
  } finally {
    // Its pages may be reading from the server.
    await browser.close();
    await server.close();
  }
}

/** What pictures depend on of the browser. */
export const browserIdentity = async (
  version: string,
): Promise<ChunkTools['browser']> => ({
  version,
  flags: [...BROWSER_FLAGS, await fontsIdentity()],
});

/** How fonts are drawn is told to the browser by a file instead of a flag. */
const fontsIdentity = async (): Promise<string> =>
  `fonts ${sha256(await readFile(FONTS_CONF)).slice(0, 16)}`;

interface KeptBrowser {
  living(): Promise<LaunchedBrowser>;
  close(): Promise<void>;
}

/**
 * One browser at a time: started when it is asked for, and again where it has died.
 *
 * @param version - What keys of chunks say of the browser.
 * @param shared - Whether it may be an editor's.
 */
function keepBrowser(version: string, shared: boolean): KeptBrowser {
  let running: Promise<LaunchedBrowser> | null = null;
  let isClosed = false;
  const launch = async (): Promise<LaunchedBrowser> => {
    const launched = await launchBrowser({shared});
    if (launched.version === version) return launched;
    await launched.browser.close();
    throw new UserError(
      'browser-changed',
      `The browser is ${launched.version} now; it was ${version} when it was found.`,
      'Delete .cache/setup.json and run `npm run setup`.',
    );
  };
  return {
    living() {
      // Where one of several at work has failed, the others must not start another.
      if (isClosed) return Promise.reject(new Error('the stage has been put away'));
      const former = running;
      running = (async () => {
        const known = await former?.catch(() => null);
        return known?.browser.isConnected() ? known : launch();
      })();
      running.catch(() => undefined);
      return running;
    },
    async close() {
      isClosed = true;
      const last = await running?.catch(() => null);
      await last?.browser.close();
    },
  };
}
