import type {Browser} from 'playwright-core';

import type {OpenRequest, PlayedScene, StageApi} from '../stage/protocol.ts';
import {callStage, StageError} from './call-stage.ts';
import type {Locate} from './call-stage.ts';
import {FreshPlays} from './fresh-page.ts';

/** A stage in a page of the browser. */
export interface StagePage {
  /** Told the number of each frame before it is drawn. */
  onFrame: (frame: number) => void;
  /** Told now and then which frame has been played without being drawn. */
  onReached: (frame: number) => void;
  /** Told that what the page has sent is being worked on. */
  onAlive: () => void;
  /**
   * Call the stage. What draws draws what was opened last, or is shown; every play begins
   * with fresh modules.
   */
  call<M extends keyof StageApi>(
    method: M,
    ...args: Parameters<StageApi[M]>
  ): Promise<Awaited<ReturnType<StageApi[M]>>>;
  /**
   * Draw this from now on, which an earlier `open` has told the scenes of; what is being
   * drawn goes on where it is the same.
   *
   * @param everyFrame - See `StageApi.begin`.
   */
  show(request: OpenRequest, scenes: readonly PlayedScene[], everyFrame: boolean): void;
  /** Begin what is shown anew. @param everyFrame - See `StageApi.begin`. */
  again(everyFrame: boolean): Promise<void>;
  close(): Promise<void>;
}

/**
 * Open the stage in a new page of its own, independent of the machine's language and
 * time zone.
 *
 * @param browser - The browser.
 * @param url - Address of the stage.
 * @param locate - Finds the sources of the bundle.
 */
export async function openStage(
  browser: Browser,
  url: string,
  locate: Locate,
): Promise<StagePage> {
  const context = await browser.newContext({
    viewport: {width: 960, height: 540},
    deviceScaleFactor: 1,
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  let failed: string | null = null;
  page.on('pageerror', error => (failed ??= error.message));
  page.on('requestfailed', request => (failed ??= `${request.url()} was not found`));
  const load = async (): Promise<void> => {
    await page.goto(url);
    await page
      .waitForFunction(() => 'aimStage' in globalThis, undefined, {timeout: 30_000})
      .catch(() => {
        throw new StageError(failed ?? 'The stage did not start.', '');
      });
  };
  await load();
  const plays = new FreshPlays(
    (method, ...args) => callStage(page, method, args, locate),
    load,
  );
  const stage: StagePage = {
    onFrame: () => undefined,
    onReached: () => undefined,
    onAlive: () => undefined,
    call: (method, ...args) => plays.call(method, ...args),
    show: (...what) => plays.show(...what),
    again: everyFrame => plays.again(everyFrame),
    close: () => context.close(),
  };
  await page.exposeBinding('aimFrame', (_, frame: number) => stage.onFrame(frame));
  await page.exposeBinding('aimReached', (_, frame: number) => stage.onReached(frame));
  return stage;
}
