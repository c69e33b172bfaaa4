import {rm} from 'node:fs/promises';

import {build} from 'vite';
import type {Plugin} from 'vite';

import {UserError} from '../../data-extract/user-error.ts';
import {ROOT} from '../root.ts';
import {createConfig} from '../vite/config.ts';
import {sceneHashesPlugin} from '../vite/scene-hashes-plugin.ts';
import type {SceneHashes} from '../vite/scene-hashes-plugin.ts';

export interface Bundle {
  /** Folder with the built files. */
  folder: string;
  hashes: SceneHashes;
  remove(): Promise<void>;
}

/**
 * Build stage and projects once for all pages of a render.
 *
 * @remarks
 * The editor's page is never rendered from: it writes `.meta` files and reads the
 * user's personal settings.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param projects - Absolute paths of the `project.ts` files.
 * @param folder - Where the built files go; it is replaced.
 * @throws UserError with the file that could not be built.
 */
export async function buildBundle(
  root: string,
  projects: readonly string[],
  folder: string,
): Promise<Bundle> {
  let hashes: SceneHashes | null = null;
  const remove = (): Promise<void> => rm(folder, {recursive: true, force: true});
  const config = createConfig({root, projects, target: 'stage'});
  try {
    await build({
      ...config,
      logLevel: 'silent',
      plugins: [
        ...(config.plugins ?? []),
        stageOnly(`${ROOT}/studio/stage/index.html`),
        sceneHashesPlugin(root, found => (hashes = found)),
      ],
      build: {
        ...config.build,
        outDir: folder,
        emptyOutDir: true,
        // The bundle never leaves the machine, and shaking it takes most of the time.
        rollupOptions: {treeshake: false},
      },
    });
  } catch (error) {
    await remove();
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
  if (!hashes) throw new Error('The bundle reported no hashes.');
  return {folder, hashes, remove};
}

/** Motion Canvas makes every project an entry of its own; the stage imports them instead. */
const stageOnly = (stage: string): Plugin => ({
  name: 'aim:stage-only',
  options: options => ({...options, input: {stage}}),
});
