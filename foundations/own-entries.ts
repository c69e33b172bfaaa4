import {join} from 'node:path';

import {IS_SOURCE, ownPackage, PACKAGE_FOLDER} from './root.ts';
import type {OwnPackage} from './root.ts';

/** The name that the tool is imported by. */
const NAME = 'attention-in-motion';

/** The condition of `exports` in `package.json` that leads to sources. */
const SOURCE = '@attention-in-motion/source';

/**
 * The module behind an import of the tool, e.g. of `attention-in-motion/components/Rows`: in
 * its repository a source, in the package what was built from it.
 *
 * @returns Its absolute path, with forward slashes on every platform; `null` where the
 * import is of something else.
 */
export function ownEntry(specifier: string): string | null {
  if (!specifier.startsWith(`${NAME}/`)) return null;
  const path = `.${specifier.slice(NAME.length)}`;
  const target = targetOf(path, ownPackage().exports, IS_SOURCE ? SOURCE : 'default');
  return target === null ? null : join(PACKAGE_FOLDER, target).replaceAll('\\', '/');
}

/**
 * Where a path leads by `exports`, as Node reads them: by its own entry, else by the one
 * with a `*` that stands for the rest of the path. Pure.
 *
 * @param path - E.g. `./components/Rows`.
 * @returns `null` where nothing is exported under it.
 */
export function targetOf(
  path: string,
  exports: OwnPackage['exports'],
  condition: string,
): string | null {
  const [, ...parts] = path.split('/');
  if (parts.some(part => NO_PART.has(part))) return null;
  for (const [entry, targets] of Object.entries(exports)) {
    const rest = restOf(path, entry);
    const target = typeof targets === 'string' ? undefined : targets[condition];
    if (rest !== null && target !== undefined) return target.replace('*', () => rest);
  }
  return null;
}

/** What the `*` of an entry stands for, empty where it has none; `null` for another path. */
function restOf(path: string, entry: string): string | null {
  if (!entry.endsWith('/*')) return path === entry ? '' : null;
  const start = entry.slice(0, -1);
  return path.startsWith(start) && path.length > start.length
    ? path.slice(start.length)
    : null;
}

/** What Node refuses in a path. */
const NO_PART: ReadonlySet<string> = new Set(['', '.', '..', 'node_modules']);
