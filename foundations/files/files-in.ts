import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';

/** All files below a folder, sorted; none where there is no such folder. */
export function filesIn(folder: string): string[] {
  if (folder === '' || !existsSync(folder)) return [];
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map(name => join(folder, name).replaceAll('\\', '/'))
    .filter(path => statSync(path).isFile())
    .sort();
}
