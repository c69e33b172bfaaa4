import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {hashJson, sha256} from '../../foundations/canonical-json.ts';
import {filesIn} from '../../foundations/files/files-in.ts';
import {isSlow, isTest, mayRead} from './parts.ts';

/** Folders of what is made, and of npm and git, wherever they lie. */
const MADE: ReadonlySet<string> = new Set([
  '.cache',
  '.git',
  'dist',
  'node_modules',
  'renders',
]);

/**
 * Keys of the files of tests that start browsers or whole commands. Whatever may change
 * what a file finds is in its key: its own text, what it may read, the programs that it
 * finds and the machine.
 *
 * @param hashes - Of the files of the project, as {@link hashesIn} finds them.
 * @param programs - Which they are, and of which version.
 * @returns By their paths, relative to the root.
 */
export function testKeys(
  hashes: ReadonlyMap<string, string>,
  programs: readonly (string | null)[],
): Map<string, string> {
  const machine = [process.version, process.platform, process.arch];
  const keyOf = (tests: string): string =>
    hashJson({
      machine,
      programs,
      own: hashes.get(tests),
      read: [...hashes].filter(([file]) => mayRead(tests, file)),
    });
  return new Map(
    testFiles(hashes)
      .filter(isSlow)
      .map(file => [file, keyOf(file)]),
  );
}

/** Files of tests, of all that there are. */
export const testFiles = (hashes: ReadonlyMap<string, string>): string[] =>
  [...hashes.keys()].filter(isTest);

/** Hashes of the files of the project by their paths, in order. */
export function hashesIn(root: string): Map<string, string> {
  const files = readdirSync(root, {withFileTypes: true}).flatMap(entry => {
    if (MADE.has(entry.name)) return [];
    if (entry.isDirectory()) return filesIn(join(root, entry.name));
    return entry.isFile() && !/\.(?:log|tgz)$/.test(entry.name)
      ? [join(root, entry.name)]
      : [];
  });
  const paths = files.map(file => file.slice(root.length + 1)).sort();
  const own = paths.filter(path => !path.split('/').some(name => MADE.has(name)));
  return new Map(own.map(path => [path, sha256(readFileSync(join(root, path)))]));
}
