import {existsSync, readdirSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';

import type {Plugin} from 'vite';

import {filesIn} from '../../../foundations/files/files-in.ts';

/**
 * Reports the files that a build has read: modules, what they watch, assets, the public
 * folder and the files that configure it. Packages and caches are left out.
 */
export function inputFilesPlugin(report: (files: string[]) => void): Plugin {
  let root = '';
  let fixed: string[] = [];
  return {
    name: 'aim:input-files',
    configResolved(config) {
      root = config.root;
      fixed = [
        ...filesIn(config.publicDir),
        ...filesOf(root).filter(path =>
          /[\\/](?:vite\.config\.\w+|\.env[^\\/]*)$/.test(path),
        ),
      ];
    },
    generateBundle(_, bundle) {
      const assets = Object.values(bundle).flatMap(output =>
        output.type === 'asset'
          ? output.originalFileNames.map(name => resolve(root, name))
          : [],
      );
      const modules = [...this.getModuleIds(), ...this.getWatchFiles()].map(
        id => id.split('?')[0],
      );
      report(
        [...new Set([...modules, ...assets, ...fixed])].filter(
          path =>
            !/\0|\/node_modules\/|\/\.cache\/(?:attention-in-motion\/)?vendor-/.test(
              path,
            ) && isFile(path),
        ),
      );
    },
  };
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

const filesOf = (folder: string): string[] =>
  readdirSync(folder).map(name => join(folder, name));
