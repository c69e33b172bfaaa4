import type {Page} from 'playwright-core';

import {launchBrowser} from '../browser.ts';
import {courseProjects} from '../course-projects.ts';
import {buildBundle} from './bundle.ts';
import type {Bundle} from './bundle.ts';
import {openStage} from './stage-page.ts';
import type {StagePage} from './stage-page.ts';
import {startStageServer} from './stage-server.ts';
import type {StageServer} from './stage-server.ts';

/** A stage that is ready: built, served, with a browser to show it. */
export interface ReadyStage {
  bundle: Bundle;
  server: StageServer;
  browser: {version: string; flags: readonly string[]};
  /** Opens a page; starts another browser where the last one has died. */
  openPage(): Promise<StagePage>;
  /** Opens an empty page. */
  openBlank(): Promise<Page>;
}

/**
 * Build the course's stage, serve it, start the browser, and put all of it away again.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param lessons - Lessons whose scenes will be shown.
 * @param use - What to do with the stage.
 */
export async function withStage<T>(
  root: string,
  lessons: readonly string[],
  use: (stage: ReadyStage) => Promise<T>,
): Promise<T> {
  const bundle = await buildBundle(root, courseProjects(root, lessons));
  const server = await startStageServer(bundle.folder);
  try {
    const first = await launchBrowser();
    let running = Promise.resolve(first);
    const living = (): typeof running => {
      running = running.then(now => (now.browser.isConnected() ? now : launchBrowser()));
      return running;
    };
    try {
      return await use({
        bundle,
        server,
        browser: {version: first.version, flags: first.flags},
        openPage: async () => openStage((await living()).browser, server.url),
        openBlank: async () => (await living()).browser.newPage(),
      });
    } finally {
      await (await running).browser.close();
    }
  } finally {
    await server.close();
  }
}
