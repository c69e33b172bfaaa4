import type {Browser} from 'playwright-core';

import {UserError} from '../../../foundations/user-error.ts';
import type {OpenRequest, PlayedScene, StageApi} from '../../stage/protocol.ts';
import {callStage, StageError} from './call-stage.ts';
import type {Locate} from './call-stage.ts';
import {FreshPlays} from './fresh-page.ts';
import type {Send} from './fresh-page.ts';
import type {OutsideRead} from './outside-files.ts';
import type {OutsideReads} from './outside-reads.ts';

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
  /** What the play has read from other hosts than the stage so far. */
  reads(): OutsideRead[];
  close(): Promise<void>;
}

/**
 * Open the stage in a new page of its own, independent of the machine's language and
 * time zone.
 *
 * @param browser - The browser.
 * @param url - Address of the stage.
 * @param locate - Finds the sources of the bundle.
 * @param outside - Answers what the page asks of other hosts.
 */
export async function openStage(
  browser: Browser,
  url: string,
  locate: Locate,
  outside: OutsideReads,
): Promise<StagePage> {
  const context = await browser.newContext({
    viewport: {width: 960, height: 540},
    deviceScaleFactor: 1,
    locale: 'en-US',
    timezoneId: 'UTC',
    // What they fetch would be seen by nobody.
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await outside.watch(page);
  let failed: string | null = null;
  page.on('pageerror', error => (failed ??= error.message));
  page.on('requestfailed', request => (failed ??= `${request.url()} was not found`));
  const load = async (): Promise<void> => {
    outside.begin();
    await page.goto(url, {timeout: STARTS}).catch((error: unknown) => {
      throw isTimeout(error) ? tooSlow() : error;
    });
    await page
      .waitForFunction(() => 'aimStage' in globalThis, undefined, {timeout: STARTS})
      .catch(() => {
        const why = outside.missing || failed;
        throw new StageError(why ?? 'The stage did not start.', '');
      });
  };
  await load();
  const send: Send = (method, ...args) =>
    callStage(page, method, args, locate)
      .finally(() => {
        if (outside.missing !== '')
          throw new StageError(missingError(outside.missing), '');
      })
      .catch((error: unknown) => {
        throw withTrouble(error, outside.trouble);
      });
  const plays = new FreshPlays(send, load);
  const stage: StagePage = {
    onFrame: () => undefined,
    onReached: () => undefined,
    onAlive: () => undefined,
    call: (method, ...args) => plays.call(method, ...args),
    show: (...what) => plays.show(...what),
    again: everyFrame => plays.again(everyFrame),
    reads: () => outside.all,
    close: () => context.close(),
  };
  await page.exposeBinding('aimFrame', (_, frame: number) => stage.onFrame(frame));
  await page.exposeBinding('aimReached', (_, frame: number) => stage.onReached(frame));
  return stage;
}

/** A failure of the page, with what other hosts have to do with it. */
function withTrouble(error: unknown, trouble: string): unknown {
  if (!(error instanceof StageError) || error.message.includes(trouble)) return error;
  return new StageError(`${error.message} ${trouble}`, error.stack ?? '');
}

const missingError = (missing: string): string =>
  `${missing} Without it, its pictures would be others: text in other fonts, for one. ` +
  'Copy what it reads from other hosts into the project.';

/** Milliseconds that a page may take to start: on a busy machine a browser takes its time. */
const STARTS = 120_000;

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TimeoutError';

const tooSlow = (): UserError =>
  new UserError(
    'stage-start',
    `The browser has not opened the stage within ${STARTS / 1000} seconds.`,
    'The machine may be busy with other work: try again, with fewer --workers where there are several.',
  );
