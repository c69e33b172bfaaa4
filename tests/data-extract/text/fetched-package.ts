import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

import {PACKAGES} from '../../../data-extract/models/fetch-package.ts';
import {ROOT} from '../../../foundations/root.ts';

/**
 * Where a capture has fetched a file of a package to, if one has: packages are fetched
 * with their first capture, never by the tests.
 */
export function fetchedFile(name: string, file: string): string | undefined {
  const fetched = join(ROOT, PACKAGES);
  return (existsSync(fetched) ? readdirSync(fetched) : [])
    .filter(folder => folder.startsWith(`${name.replace('/', '+')}@`))
    .map(folder => join(fetched, folder, file))
    .find(existsSync);
}
