import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, realpathSync} from 'node:fs';
import {rename} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

import {build} from 'esbuild';
import type {Plugin} from 'vite';

import {makeFolder} from '../../data-extract/files/make-folder.ts';
import {removeCached} from '../../data-extract/files/remove-cached.ts';
import {packageVersion} from '../../data-extract/foundations/versions.ts';

/** The packages that must be there exactly once, since they keep track of what is playing. */
const PACKAGES = ['core', '2d'] as const;
const IMPORT = /^@motion-canvas\/(core|2d)(?:\/lib\/(.+?))?(?:\.js)?$/;

/**
 * Bundles Motion Canvas once per version and lets every later build use the result: with
 * what it brings along, it is most of the time that a build takes. All of its modules
 * can be imported, and whoever imports them gets the same ones.
 *
 * @param root - The tool's folder; the result lies in its `.cache`.
 * @param from - A file whose own Motion Canvas is taken, where it has one.
 */
export function vendorPlugin(root: string, from = join(root, 'package.json')): Plugin {
  let folder = '';
  return {
    name: 'aim:vendor',
    enforce: 'pre',
    async buildStart() {
      folder = await bundleVendor(root, motionCanvasOf(from, root));
    },
    resolveId(source) {
      const match = IMPORT.exec(source);
      if (!match) return null;
      const base = join(folder, match[1], 'lib', match[2] ?? 'index');
      const file = [`${base}.js`, join(base, 'index.js')].find(path => existsSync(path));
      return file?.replaceAll('\\', '/') ?? null;
    },
  };
}

/** A copy of Motion Canvas. */
export interface MotionCanvas {
  /** Folder of each package. */
  folders: Record<(typeof PACKAGES)[number], string>;
  version: string;
  /** Whether it is the project's own copy rather than the tool's. */
  own: boolean;
}

/** The Motion Canvas that a file would import, else the tool's. */
export function motionCanvasOf(from: string, root: string): MotionCanvas {
  const found = [from, join(root, 'package.json')].map(file => {
    try {
      const require = createRequire(file);
      const [core, two] = PACKAGES.map(name =>
        // Its main file is `lib/index.js`.
        realpathSync(dirname(dirname(require.resolve(`@motion-canvas/${name}`)))),
      );
      const {version} = JSON.parse(readFileSync(join(core, 'package.json'), 'utf8')) as {
        version: string;
      };
      return {folders: {core, '2d': two}, version, own: !core.startsWith(`${root}/`)};
    } catch {
      return null;
    }
  });
  const first = found.find(entry => entry !== null);
  if (!first) throw new Error(`Motion Canvas is not installed in ${root}.`);
  return first;
}

async function bundleVendor(
  root: string,
  {folders, version, own}: MotionCanvas,
): Promise<string> {
  // What is installed elsewhere may have been changed there; its place tells them apart.
  const identity = [version, packageVersion('esbuild'), own ? folders.core : '', 'all'];
  const key = createHash('sha256').update(identity.join(' ')).digest('hex').slice(0, 16);
  const folder = join(root, '.cache', `vendor-${key}`);
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${process.pid}.partial`;
  await makeFolder(temporary);
  await build({
    entryPoints: Object.fromEntries(
      PACKAGES.flatMap(name =>
        modulesIn(join(folders[name], 'lib')).map(
          module =>
            [`${name}/lib/${module}`, join(folders[name], 'lib', module)] as const,
        ),
      ),
    ),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'esnext',
    outdir: temporary,
    chunkNames: 'chunk-[hash]',
    absWorkingDir: dirname(dirname(dirname(folders.core))),
    legalComments: 'none',
    define: {'import.meta.hot': 'undefined'},
    logLevel: 'silent',
  });
  // Another process may have been faster.
  await rename(temporary, folder).catch(() => removeCached(temporary));
  return folder;
}

/** The modules in a folder, without their ending. */
const modulesIn = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith('.js'))
    .map(name => name.replaceAll('\\', '/').slice(0, -3))
    .sort();
