import {existsSync} from 'node:fs';
import {mkdir, rm} from 'node:fs/promises';
import {dirname} from 'node:path';

import type {Plugin} from 'vite';

import {UserError} from '../../data-extract/user-error.ts';
import {ROOT} from '../root.ts';
import type {SceneHashes} from '../vite/scene-hashes-plugin.ts';
import {bundleFolder, keepBundle, readBundle} from './bundle-cache.ts';

export interface Bundle {
  /** Folder with the built files. */
  folder: string;
  hashes: SceneHashes;
}

/**
 * Build stage and projects once for all pages of a render; take the last build where
 * none of its files has changed.
 *
 * @remarks
 * The editor's page is never rendered from: it writes `.meta` files and reads the
 * user's personal settings.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param projects - Absolute paths of the `project.ts` files.
 * @throws UserError with the file that could not be built.
 */
export async function buildBundle(
  root: string,
  projects: readonly string[],
): Promise<Bundle> {
  const folder = await bundleFolder(ROOT, projects);
  const kept = await readBundle(folder);
  if (kept) return {folder, hashes: kept};
  const temporary = `${folder}.${process.pid}.partial`;
  await mkdir(dirname(folder), {recursive: true});
  try {
    const {hashes, files} = await build(root, projects, temporary);
    await keepBundle(temporary, folder, hashes, files, projects.map(dirname));
    return {folder, hashes};
  } catch (error) {
    await rm(temporary, {recursive: true, force: true});
    // Rollup wraps what a plugin throws; our own errors already name file and remedy.
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (cause instanceof UserError) throw cause;
    const {message} = error as Error;
    throw new UserError(
      'bundle',
      `The scenes could not be built: ${message}`,
      'Correct that file.',
    );
  }
}

async function build(
  root: string,
  projects: readonly string[],
  folder: string,
): Promise<{hashes: SceneHashes; files: string[]}> {
  // Vite takes a second to load, which a render that finds its bundle need not wait for.
  const vite = await import('vite');
  const {createConfig} = await import('../vite/config.ts');
  const {sceneHashesPlugin} = await import('../vite/scene-hashes-plugin.ts');
  let hashes: SceneHashes | null = null;
  let files: string[] = [];
  const config = createConfig({root, projects, target: 'stage'});
  await vite.build({
    ...config,
    logLevel: 'silent',
    plugins: [
      ...(config.plugins ?? []),
      stageOnly(`${ROOT}/studio/stage/main.ts`),
      inputFiles(found => (files = found)),
      sceneHashesPlugin(root, found => (hashes = found)),
    ],
    build: {
      ...config.build,
      outDir: folder,
      emptyOutDir: true,
      // The bundle never leaves the machine, and shaking it takes most of the time.
      rollupOptions: {treeshake: false, output: {entryFileNames: 'stage.js'}},
    },
  });
  if (!hashes) throw new Error('The bundle reported no hashes.');
  return {hashes, files};
}

/** Motion Canvas makes every project an entry of its own; the stage imports them instead. */
const stageOnly = (stage: string): Plugin => ({
  name: 'aim:stage-only',
  options: options => ({...options, input: {stage}}),
});

/** Reports the files that a build has read, packages and caches left out. */
const inputFiles = (report: (files: string[]) => void): Plugin => ({
  name: 'aim:input-files',
  generateBundle() {
    const paths = [...this.getModuleIds(), ...this.getWatchFiles()].map(
      id => id.split('?')[0],
    );
    report(
      [...new Set(paths)].filter(
        path =>
          !/[\0]|\/node_modules\/|\/\.cache\/vendor-/.test(path) && existsSync(path),
      ),
    );
  },
});
