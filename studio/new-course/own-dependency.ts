import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';

import {IS_SOURCE, ownPackage, PACKAGE_FOLDER} from '../../foundations/root.ts';

const NAME = 'attention-in-motion';

/**
 * What a new course writes into its `package.json` to get the tool that makes it: the
 * clone that runs, the file that the folder around it was told to install, else the version.
 *
 * @param course - Where the course will be; absolute.
 * @param folder - The current folder; absolute.
 */
export function ownDependency(course: string, folder: string): string {
  if (IS_SOURCE) return fileSpec(course, PACKAGE_FOLDER);
  for (let at = folder; ; at = dirname(at)) {
    const spec = specIn(join(at, 'package.json'));
    if (spec?.startsWith('file:')) return fileSpec(course, resolve(at, spec.slice(5)));
    if (spec !== undefined) return spec;
    if (at === dirname(at)) return ownPackage().version;
  }
}

const fileSpec = (course: string, file: string): string =>
  `file:${relative(course, file).replaceAll('\\', '/')}`;

/** What a `package.json` says of the tool. */
function specIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const {dependencies, devDependencies} = JSON.parse(readFileSync(file, 'utf8')) as {
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    return dependencies?.[NAME] ?? devDependencies?.[NAME];
  } catch {
    return undefined;
  }
}
