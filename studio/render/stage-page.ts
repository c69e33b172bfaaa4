import type {Browser, Page} from 'playwright-core';

import type {StageApi} from '../stage/protocol.ts';

/** A failure inside the page, with the page's own stack. */
export class StageError extends Error {
  public constructor(message: string, pageStack: string) {
    super(message);
    this.name = 'StageError';
    this.stack = pageStack;
  }
}

/** A stage in a page of the browser. */
export interface StagePage {
  /** Told the number of each frame before it is drawn. */
  onFrame: (frame: number) => void;
  /** Told that what the page has sent is being worked on. */
  onAlive: () => void;
  call<M extends keyof StageApi>(
    method: M,
    ...args: Parameters<StageApi[M]>
  ): Promise<Awaited<ReturnType<StageApi[M]>>>;
  close(): Promise<void>;
}

/**
 * Open the stage in a new page of its own, independent of the machine's language and
 * time zone.
 *
 * @param browser - The browser.
 * @param url - Address of the stage.
 */
export async function openStage(browser: Browser, url: string): Promise<StagePage> {
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
  await page.goto(url);
  await page
    .waitForFunction(() => 'aimStage' in globalThis, undefined, {timeout: 30_000})
    .catch(() => {
      throw new StageError(failed ?? 'The stage did not start.', '');
    });
  const stage: StagePage = {
    onFrame: () => undefined,
    onAlive: () => undefined,
    call: (method, ...args) => callStage(page, method, args),
    close: () => context.close(),
  };
  await page.exposeBinding('aimFrame', (_, frame: number) => stage.onFrame(frame));
  return stage;
}

type AnyCall = (...args: unknown[]) => Promise<unknown>;

async function callStage<M extends keyof StageApi>(
  page: Page,
  method: M,
  args: Parameters<StageApi[M]>,
): Promise<Awaited<ReturnType<StageApi[M]>>> {
  type Reply =
    {value: Awaited<ReturnType<StageApi[M]>>} | {error: {message: string; stack: string}};
  const reply = (await page.evaluate(
    async ({method, args}) => {
      try {
        const {aimStage} = globalThis as unknown as {aimStage: Record<string, AnyCall>};
        return {value: await aimStage[method](...args)};
      } catch (error) {
        const {message, stack, remarks} = (
          error instanceof Error ? error : new Error(String(error))
        ) as Error & {remarks?: string};
        // Motion Canvas puts the details into a piece of HTML.
        const details = remarks
          ?.replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim();
        const whole = details ? `${message}. ${details}` : message;
        return {error: {message: whole, stack: stack ?? whole}};
      }
    },
    {method: method as string, args: args as unknown[]},
  )) as Reply;
  if ('error' in reply) throw new StageError(reply.error.message, reply.error.stack);
  return reply.value;
}
