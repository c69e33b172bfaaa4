import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, rename, rm} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';

import {build} from 'esbuild';
import type {Plugin} from 'vite';

import {packageVersion} from '../../data-extract/versions.ts';

const require = createRequire(import.meta.url);

/** What scenes and stage import of Motion Canvas, by the name of its file in the cache. */
const ENTRIES: Record<string, string> = {
  core: '@motion-canvas/core',
  '2d': '@motion-canvas/2d',
  'jsx-runtime': '@motion-canvas/2d/lib/jsx-runtime',
  'time-events': '@motion-canvas/core/lib/scenes/timeEvents',
};

/**
 * Bundles Motion Canvas once per version and lets every later build use the result: with
 * what it brings along, it is most of the time that a build takes.
 *
 * @param root - The repository; the result lies in its `.cache`.
 */
export function vendorPlugin(root: string): Plugin {
  let folder = '';
  return {
    name: 'aim:vendor',
    enforce: 'pre',
    async buildStart() {
      folder = await bundleVendor(root);
    },
    resolveId(source) {
      const entry = Object.entries(ENTRIES).find(([, name]) => name === source);
      return entry ? join(folder, `${entry[0]}.js`).replaceAll('\\', '/') : null;
    },
  };
}

async function bundleVendor(root: string): Promise<string> {
  const versions = [
    ...['@motion-canvas/core', '@motion-canvas/2d', 'esbuild'].map(packageVersion),
    JSON.stringify(ENTRIES),
  ];
  const key = createHash('sha256').update(versions.join(' ')).digest('hex').slice(0, 16);
  const folder = join(root, '.cache', `vendor-${key}`);
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${process.pid}.partial`;
  await mkdir(temporary, {recursive: true});
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(ENTRIES).map(([file, name]) => [file, require.resolve(name)]),
    ),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'esnext',
    outdir: temporary,
    chunkNames: 'chunk-[hash]',
    absWorkingDir: root,
    legalComments: 'none',
    define: {'import.meta.hot': 'undefined'},
    logLevel: 'silent',
  });
  // Another process may have been faster.
  await rename(temporary, folder).catch(() =>
    rm(temporary, {recursive: true, force: true}),
  );
  return folder;
}
