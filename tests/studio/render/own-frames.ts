import {cp, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import type {Page} from 'playwright-core';
import {build} from 'vite';

import {launchBrowser} from '../../../studio/setup/browser.ts';
import {startStageServer} from '../../../studio/render/encode/stage-server.ts';
import {ROOT} from '../../../foundations/root.ts';
import {motionCanvas} from '../../../studio/vite/motion-canvas-plugin.ts';
import {seedOf} from '../../../studio/vite/missing-meta-plugin.ts';

/** Frame hashes of the plain project as Motion Canvas's own renderer draws it. */
export const ownFrames = (): Promise<string[]> =>
  withOwnStage('plain', async open => {
    const page = await open();
    return page.evaluate(() =>
      (globalThis as unknown as {ownFrames(): Promise<string[]>}).ownFrames(),
    );
  });

/**
 * Hashes of frames of a project as Motion Canvas's player shows them, each in an editor
 * that has just been opened there.
 *
 * @param fixture - Folder of the project.
 */
export const playerFrames = (
  fixture: string,
  frames: readonly number[],
): Promise<string[]> =>
  withOwnStage(fixture, async open => {
    const hashes: string[] = [];
    for (const frame of frames) {
      const page = await open();
      hashes.push(
        await page.evaluate(
          frame =>
            (
              globalThis as unknown as {playerFrame(frame: number): Promise<string>}
            ).playerFrame(frame),
          frame,
        ),
      );
      await page.close();
    }
    return hashes;
  });

/** Serve a project with its own bundle, made by its own plugin. */
async function withOwnStage<T>(
  fixture: string,
  use: (open: () => Promise<Page>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'aim-own-'));
  try {
    await cp(`${ROOT}/tests/fixtures/${fixture}`, folder, {recursive: true});
    await symlink(`${ROOT}/node_modules`, join(folder, 'node_modules'));
    if (fixture === 'plain') {
      // Motion Canvas would draw a seed; this is the one that a render takes.
      const seed = seedOf('formula');
      const meta = JSON.stringify({version: 0, timeEvents: [], seed});
      await writeFile(join(folder, 'src/scenes/formula.meta'), meta);
    }
    const project = join(folder, 'src/project.ts');
    await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      define: {__WORD__: '"from the config"'},
      plugins: [
        {
          name: 'own-project',
          resolveId: id => (id === 'virtual:own-project' ? `\0${id}` : null),
          load: id =>
            id === '\0virtual:own-project'
              ? `export {default} from ${JSON.stringify(`${project}?project`)};`
              : null,
          options: options => ({
            ...options,
            input: {stage: `${ROOT}/tests/fixtures/own-frames.ts`},
          }),
        },
        motionCanvas({project: [project], buildForEditor: true}),
      ],
      build: {
        outDir: join(folder, 'dist'),
        minify: false,
        target: 'esnext',
        rollupOptions: {treeshake: false, output: {entryFileNames: 'stage.js'}},
      },
    });
    const server = await startStageServer(join(folder, 'dist'));
    const {browser} = await launchBrowser();
    try {
      return await use(async () => {
        const page = await browser.newPage();
        await page.goto(server.url);
        await page.waitForFunction(() => 'ownFrames' in globalThis);
        return page;
      });
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
