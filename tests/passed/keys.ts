import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {hashJson, sha256} from '../../foundations/canonical-json.ts';
import {filesIn} from '../../foundations/files/files-in.ts';
import {isSlow, isTest, mayRead} from './parts.ts';

/** What is made here, and what npm and git keep. */
const MADE: ReadonlySet<string> = new Set([
  '.cache',
  '.git',
  'dist',
  'node_modules',
  'renders',
]);

/** Where is kept which programs were found. */
const PROGRAMS = '.cache/setup.json';

/**
 * Keys of the files of tests that start browsers or whole commands. Whatever may change
 * what a file finds is in its key: its own text, what it may read, the programs that were
 * found and the machine.
 *
 * @returns By their paths, relative to the root.
 */
export function testKeys(root: string): Map<string, string> {
  const hashes = hashesIn(root);
  const machine = [process.version, process.platform, process.arch];
  const programs = hashOf(join(root, PROGRAMS));
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
  return new Map(files.sort().map(path => [path.slice(root.length + 1), hashOf(path)]));
}

function hashOf(path: string): string {
  try {
    return sha256(readFileSync(path));
  } catch {
    return '';
  }
}
