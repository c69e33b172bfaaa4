import {dirname} from 'node:path';

import type {InlineConfig, Plugin} from 'vite';

import {makeFolder} from '../../../foundations/files/make-folder.ts';
import {removeCached} from '../../../foundations/files/remove-cached.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {notBuilt} from './not-built.ts';
import {projectName} from '../../course/projects.ts';
import {capturesIn} from '../../course/other-captures.ts';
import {cacheFolder} from '../../../foundations/course-root.ts';
import {ROOT, toolFile} from '../../../foundations/root.ts';
import type {BuiltImports} from '../../freshness/module-record.ts';
import {keepModules} from '../../freshness/module-record.ts';
import type {ProjectPlace} from '../options/project-place.ts';
import type {Roots} from '../../vite/hash-closure.ts';
import type {SceneHashes} from '../../vite/scene-hashes-plugin.ts';
import type {ScriptChunk} from '../../vite/script-chunks-plugin.ts';
import {bundleFolder, keepBundle, readBundle} from './bundle-cache.ts';
import type {ProxyOptions} from '../../vite/cors-proxy.ts';
import {environmentOf} from '../../vite/environment.ts';
import {inputFilesPlugin} from './input-files.ts';
import {moduleImportsPlugin} from './module-imports.ts';
import {plainPlace, requirePlain} from '../../vite/plain-path.ts';

export interface Bundle {
  /** Folder with the built files. */
  folder: string;
  hashes: SceneHashes;
  /** What its project says of Motion Canvas's proxy. */
  proxy: ProxyOptions | null;
  /** The folder that names of its sources are relative to. */
  root: string;
}

/**
 * Build stage and lessons once for all pages of a render; take the last build where none
 * of its files has changed.
 *
 * @remarks
 * The editor's page is never rendered from: it writes `.meta` files and reads the
 * user's personal settings.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param projects - Absolute paths of the `project.ts` files.
 * @param captures - Folder of captures that come before the course's own.
 * @param onBuild - Told where it has to be built, which takes seconds.
 * @throws UserError with the file that could not be built.
 */
export async function buildBundle(
  root: string,
  projects: readonly string[],
  captures: string | null = null,
  onBuild: () => void = () => undefined,
): Promise<Bundle> {
  const others = captures === null ? [] : [captures, await capturesIn(root, captures)];
  return buildOnce({
    key: [projects.map(file => [projectName(file), file]), ...others],
    roots: [root, ROOT],
    // Every scene of the course is a play of its own.
    tied: false,
    course: root,
    onBuild,
    config: async () => ({
      config: (await import('../../vite/stage-config.ts')).stageConfig({
        root,
        projects,
        captures,
      }),
      proxy: null,
    }),
  });
}

/**
 * Build the stage with a plain Motion Canvas project.
 *
 * @param name - Name of the project on the stage.
 */
export async function buildProjectBundle(
  place: ProjectPlace,
  name: string,
): Promise<Bundle> {
  const {link, ...plain} = await plainPlace(place, `${cacheFolder()}/links`);
  const building = buildOnce({
    key: [name, place.file, environmentOf(place.root)],
    roots: [plain.root, ROOT],
    tied: true,
    course: null,
    onBuild: () => undefined,
    config: async () =>
      (await import('../../vite/project-config.ts')).createProjectConfig(plain, name, {
        throughLink: link !== null,
      }),
  });
  return building.catch((error: unknown) => {
    // The author knows the files by their own paths.
    if (link && error instanceof Error)
      error.message = error.message.replaceAll(link.path, link.to);
    throw error;
  });
}

interface BuildRequest {
  /** What tells bundles apart, whatever is in their files. */
  key: unknown;
  roots: Roots;
  /** Whether scenes may be tied together by what they do. */
  tied: boolean;
  /** The course that keeps what is found out about its modules. */
  course: string | null;
  onBuild(): void;
  /** Vite takes a second to load, which a render that finds its bundle need not wait for. */
  config(): Promise<{config: InlineConfig; proxy: ProxyOptions | null}>;
}

async function buildOnce({
  key,
  roots,
  tied,
  course,
  onBuild,
  config,
}: BuildRequest): Promise<Bundle> {
  for (const root of [...roots, ROOT]) requirePlain(root);
  const folder = await bundleFolder(cacheFolder(), key, roots);
  const kept = await readBundle(folder, roots[0]);
  if (kept) return {folder, ...kept, root: roots[0]};
  onBuild();
  const temporary = `${folder}.${process.pid}.partial`;
  await makeFolder(dirname(folder));
  try {
    const {config: how, proxy} = await config();
    const {hashes, files, scripts, imports} = await build(how, roots, tied, temporary);
    if (course !== null) await keepModules(course, imports);
    await keepBundle(temporary, folder, {built: {hashes, proxy}, files, scripts});
    return {folder, hashes, proxy, root: roots[0]};
  } catch (error) {
    await removeCached(temporary);
    // Rollup wraps what a plugin throws; our own errors already name file and remedy.
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (cause instanceof UserError) throw cause;
    throw notBuilt((error as Error).message);
  }
}

/** What a build found. */
interface Found {
  hashes: SceneHashes;
  files: string[];
  scripts: Record<string, ScriptChunk>;
  /** Where imports led, by absolute path. */
  imports: Record<string, BuiltImports>;
}

async function build(
  config: InlineConfig,
  roots: Roots,
  tied: boolean,
  folder: string,
): Promise<Found> {
  const vite = await import('vite');
  const {sceneHashesPlugin} = await import('../../vite/scene-hashes-plugin.ts');
  const {stylesPlugin} = await import('../../vite/named-files.ts');
  const {vendorAddress} = await import('../../vite/vendor-plugin.ts');
  const {scriptChunk, scriptChunksPlugin} =
    await import('../../vite/script-chunks-plugin.ts');
  let hashes: SceneHashes | null = null;
  let files: string[] = [];
  let scripts: Record<string, ScriptChunk> = {};
  let imports: Record<string, BuiltImports> = {};
  // Vite builds otherwise, with absolute paths in the code, where a user has set this.
  const {NODE_ENV} = process.env;
  process.env.NODE_ENV = 'production';
  const building = vite.build({
    ...config,
    logLevel: 'silent',
    plugins: [
      ...(config.plugins ?? []),
      stageOnly(toolFile('studio/stage/main.ts')),
      stylesPlugin(),
      inputFilesPlugin(found => (files = found)),
      // The cache of the course may lie outside of a plain project.
      sceneHashesPlugin([...roots, cacheFolder()], tied, found => (hashes = found)),
      scriptChunksPlugin(found => (scripts = found)),
      moduleImportsPlugin(found => (imports = found)),
    ],
    build: {
      ...config.build,
      outDir: folder,
      emptyOutDir: true,
      // For the places of errors; nothing in the bundle refers to it.
      sourcemap: 'hidden',
      // The bundle never leaves the machine, and shaking it takes most of the time.
      rollupOptions: {
        treeshake: false,
        output: {
          entryFileNames: 'stage.js',
          paths: vendorAddress,
          // A script in a file of its own can be exchanged, see `renew-scripts.ts`.
          manualChunks: scriptChunk,
        },
        // Some plugins give no map of what they change; their places are off by lines.
        onwarn: (warning, warn) => {
          if (warning.code !== 'SOURCEMAP_BROKEN') warn(warning);
        },
      },
    },
  });
  await building.finally(() => {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  });
  if (!hashes) throw new Error('The bundle reported no hashes.');
  return {hashes, files, scripts, imports};
}

/** Motion Canvas makes every project an entry of its own; the stage imports them instead. */
const stageOnly = (stage: string): Plugin => ({
  name: 'aim:stage-only',
  options: options => ({...options, input: {stage}}),
});
