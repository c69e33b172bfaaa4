import {join} from 'node:path';

import {IS_SOURCE, ownPackage, PACKAGE_FOLDER} from './root.ts';

/** The name that the tool is imported by. */
const NAME = 'attention-in-motion';

/** The condition of `exports` in `package.json` that leads to sources. */
const SOURCE = '@attention-in-motion/source';

/**
 * The module behind an import of the tool, e.g. of `attention-in-motion/components`: in its
 * repository a source, in the package what was built from it.
 *
 * @returns Its absolute path, with forward slashes on every platform; `null` where the
 * import is of something else.
 */
export function ownEntry(specifier: string): string | null {
  if (!specifier.startsWith(`${NAME}/`)) return null;
  const {exports} = ownPackage();
  const targets = exports[`.${specifier.slice(NAME.length)}`];
  if (targets === undefined || typeof targets === 'string') return null;
  const target = targets[IS_SOURCE ? SOURCE : 'default'];
  return target === undefined ? null : join(PACKAGE_FOLDER, target).replaceAll('\\', '/');
}
