import {isBuiltin} from 'node:module';
import {pathToFileURL} from 'node:url';

import type {Plugin} from 'esbuild';

import {ROOT} from '../../foundations/root.ts';

/** Leaves packages where they are: those of whoever imports them, else the tool's. */
export const packagesOutside = (format: 'esm' | 'cjs'): Plugin => ({
  name: 'packages-outside',
  setup({onResolve, resolve}) {
    onResolve({filter: /^[^./]/}, async ({path, resolveDir, kind, pluginData}) => {
      if (pluginData === 'packages-outside' || kind === 'entry-point') return null;
      if (isBuiltin(path)) return {path, external: true};
      for (const folder of [resolveDir, ROOT]) {
        const options = {kind, resolveDir: folder, pluginData: 'packages-outside'};
        const found = await resolve(path, options);
        if (found.errors.length > 0) continue;
        const {href} = pathToFileURL(found.path);
        return {path: format === 'esm' ? href : found.path, external: true};
      }
      return null;
    });
  },
});
