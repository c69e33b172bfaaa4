import {stat} from 'node:fs/promises';
import {createRequire, Module} from 'node:module';
import {basename, join} from 'node:path';

import type {Page} from 'playwright-core';
import {createServer} from 'vite';
import type {Plugin, PluginOption} from 'vite';

import {makeFolder} from '../foundations/files/make-folder.ts';
import {removeCached} from '../foundations/files/remove-cached.ts';
import {launchBrowser} from '../studio/setup/browser.ts';
import {ROOT} from '../foundations/root.ts';
import {freePort} from '../studio/setup/free-port.ts';
import {findFfmpeg, findFfprobe} from '../studio/setup/parts.ts';
import {motionCanvas} from '../studio/vite/motion-canvas-plugin.ts';

const require = createRequire(import.meta.url);

/** A project for Motion Canvas's own exporter. */
export interface OwnProject {
  /** Put the project into a folder of its own, since the dev server writes into it. */
  prepare(folder: string): Promise<void>;
  /** Its `project.ts` in that folder; the name of the video follows from it. */
  project: string;
  /** What its files need besides Motion Canvas. */
  plugins(folder: string): Plugin[];
}

/** Renders a project again and again. */
export interface OwnExporter {
  /** Render once. @returns Seconds from the start of the render to the finished file. */
  render(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Motion Canvas's editor with `@motion-canvas/ffmpeg`, driven headlessly as its users do:
 * a dev server, the editor's page, and a click on its Render button.
 */
export async function startOwnExporter(
  name: string,
  {prepare, project, plugins}: OwnProject,
): Promise<OwnExporter> {
  await giveFfmpeg();
  const ffmpeg = (require('@motion-canvas/ffmpeg') as {default: () => PluginOption})
    .default;
  const copy = join(ROOT, '.cache/bench', name);
  await removeCached(copy);
  await makeFolder(copy);
  await prepare(copy);
  const output = join(copy, 'output');
  const server = await createServer({
    root: copy,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(ROOT, '.cache/bench/vite'),
    plugins: [
      ...plugins(copy),
      motionCanvas({project: join(copy, project), output}),
      ffmpeg(),
    ],
    server: {port: await freePort(), fs: {strict: false}},
    optimizeDeps: {include: ['@motion-canvas/core', '@motion-canvas/2d']},
  });
  await server.listen();
  const {browser} = await launchBrowser();
  const page = await browser.newPage();
  const url = server.resolvedUrls?.local[0] ?? '';
  await warmUp(page, url);
  return {
    async render() {
      await removeCached(output);
      await page.goto(url);
      const button = page.getByRole('button', {name: 'Render', exact: true});
      await button.waitFor();
      await page.waitForTimeout(2000);
      const start = performance.now();
      await button.click();
      const working = page.locator('[data-rendering]');
      await working.waitFor({state: 'attached'});
      await working.waitFor({state: 'detached', timeout: 600_000});
      const spent = (performance.now() - start) / 1000;
      const {size} = await stat(join(output, `${basename(project, '.ts')}.mp4`));
      if (size < 10_000) throw new Error(`${name}: nothing was rendered`);
      return spent;
    },
    async close() {
      await browser.close();
      await server.close();
      await removeCached(copy);
    },
  };
}

/** Let the dev server bundle its dependencies before anything is timed. */
async function warmUp(page: Page, url: string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await page.goto(url);
    await page.waitForSelector('canvas', {timeout: 60_000});
    await page.waitForTimeout(2000);
  }
}

/** Its installers have programs for some machines only, so it gets the ones that renders use. */
async function giveFfmpeg(): Promise<void> {
  const programs = {
    '@ffmpeg-installer/ffmpeg': await findFfmpeg(),
    '@ffprobe-installer/ffprobe': await findFfprobe(),
  };
  for (const [name, {path}] of Object.entries(programs)) {
    const id = require.resolve(name);
    require.cache[id] = Object.assign(new Module(id), {exports: {path}, loaded: true});
  }
}
