import {existsSync} from 'node:fs';
import {copyFile, link} from 'node:fs/promises';
import {basename, join} from 'node:path';

import type {Plugin} from 'vite';

import {cacheFolder} from '../../foundations/course-root.ts';
import {makeFolder} from '../../foundations/files/make-folder.ts';
import {bundleVendor, LARGE, loadedFiles} from './bundle-vendor.ts';
import {motionCanvasOf} from './motion-canvas-of.ts';

const IMPORT = /^@motion-canvas\/(core|2d)(?:\/lib\/(.+?))?(?:\.js)?$/;
/** A large file of a bundled copy, wherever that lies. */
const PLACE = new RegExp(
  `^.*/\\.cache/(?:attention-in-motion/)?(vendor-[0-9a-f]+/(?:${LARGE.join('|')})\\.js)$`,
);

/**
 * Bundles Motion Canvas once per version and lets every later build use the result: with
 * what it brings along, it would be most of the time that a build takes. All of its modules
 * can be imported, and whoever imports them gets the same ones.
 *
 * @remarks
 * What they are made of no build looks into: it is put beside the bundle as it is, and
 * pages load it from there; see {@link vendorAddress}.
 *
 * @param from - A file whose own Motion Canvas is taken, where it has one; by default the
 * tool's is.
 */
export function vendorPlugin(from: string | null = null): Plugin {
  let folder = '';
  return {
    name: 'aim:vendor',
    enforce: 'pre',
    async buildStart() {
      folder = await bundleVendor(cacheFolder(), motionCanvasOf(from));
    },
    resolveId(source, importer) {
      if (importer?.startsWith(`${folder}/`) && folder !== '')
        return {id: `${folder}/${source.slice(2)}`, external: 'absolute'};
      const match = IMPORT.exec(source);
      if (!match) return null;
      const base = join(folder, match[1], 'lib', match[2] ?? 'index');
      const file = [`${base}.js`, join(base, 'index.js')].find(path => existsSync(path));
      return file?.replaceAll('\\', '/') ?? null;
    },
    async writeBundle({dir = ''}) {
      const to = join(dir, basename(folder));
      await makeFolder(to);
      for (const name of loadedFiles(folder)) {
        const [file, copy] = [join(folder, name), join(to, name)];
        // Where files cannot be linked, they are copied.
        await link(file, copy).catch(() => copyFile(file, copy));
      }
    },
  };
}

/** Where a page finds a large file; other files that a bundle leaves out stay what they are. */
export const vendorAddress = (id: string): string =>
  id.replace(PLACE, (_, file: string) => `/${file}`);
