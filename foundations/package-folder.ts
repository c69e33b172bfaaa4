import {existsSync, realpathSync} from 'node:fs';
import {dirname, join} from 'node:path';

import {ROOT} from './root.ts';

/**
 * Where a package lies: in the nearest `node_modules` at or above a folder, as Node looks
 * for it; `null` where it is not installed. Some packages do not export their
 * `package.json`, so that Node itself could not be asked.
 *
 * @param from - Absolute; by default the tool's own folder, so that what is found is what
 * the tool imports.
 */
export function packageFolder(name: string, from: string = ROOT): string | null {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
    if (at === dirname(at)) return null;
  }
}
