import {isAbsolute} from 'node:path';

import type {Plugin} from 'vite';

/**
 * Resolves packages that a project imports but has not installed to those of the tool.
 *
 * @param from - A file of the tool, in whose place imports are resolved.
 */
export function fallbackPlugin(from: string): Plugin {
  return {
    name: 'aim:fallback',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (
        !importer ||
        /^[.\0]/.test(source) ||
        isAbsolute(source) ||
        source.includes(':')
      )
        return null;
      const own = await this.resolve(source, importer, {...options, skipSelf: true});
      return own ?? this.resolve(source, from, {...options, skipSelf: true});
    },
  };
}
