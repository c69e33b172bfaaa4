import {join} from 'node:path';

import {packageFolder} from '../../foundations/package-folder.ts';

/**
 * Where a file of a font's package lies; one that is not there is read to no avail.
 *
 * @param font - Package and path in it, e.g. `@fontsource/pretendard/files/a.woff2`.
 */
export function fontFile(font: string): string {
  const [scope, name, ...path] = font.split('/');
  return join(packageFolder(`${scope}/${name}`) ?? '', ...path);
}
