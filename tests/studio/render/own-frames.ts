import {cp, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {build} from 'vite';
import type {PluginOption} from 'vite';

import {launchBrowser} from '../../../studio/browser.ts';
import {startStageServer} from '../../../studio/render/stage-server.ts';
import {ROOT} from '../../../studio/root.ts';
import {motionCanvas} from '../../../studio/vite/config.ts';
import {seedOf} from '../../../studio/vite/missing-meta-plugin.ts';

/**
 * Frame hashes of the plain project as Motion Canvas itself renders it: its own bundle,
 * its own plugin, its own renderer.
 */
export async function ownFrames(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'aim-own-'));
  try {
    await cp(`${ROOT}/tests/fixtures/plain`, folder, {recursive: true});
    await symlink(`${ROOT}/node_modules`, join(folder, 'node_modules'));
    // Motion Canvas would draw a seed; this is the one that a render takes.
    const seed = seedOf('formula');
    const meta = JSON.stringify({version: 0, timeEvents: [], seed});
    await writeFile(join(folder, 'src/scenes/formula.meta'), meta);
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
        motionCanvas({project: [project], buildForEditor: true}) as PluginOption,
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
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.waitForFunction(() => 'ownFrames' in globalThis);
      return await page.evaluate(() =>
        (globalThis as unknown as {ownFrames(): Promise<string[]>}).ownFrames(),
      );
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
