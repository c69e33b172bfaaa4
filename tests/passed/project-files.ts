import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {filesIn} from '../../foundations/files/files-in.ts';

/** Folders of what is made, and of npm and git, wherever they lie. */
const MADE: ReadonlySet<string> = new Set([
  '.cache',
  '.git',
  'dist',
  'node_modules',
  'renders',
]);

/** Hashes of the files of a project by their paths, in the order of these. */
export type Hashes = ReadonlyMap<string, string>;

/** Hashes of the project's own files, as git names their contents. */
export function hashesIn(root: string): Hashes {
  const files = readdirSync(root, {withFileTypes: true}).flatMap(entry => {
    if (MADE.has(entry.name)) return [];
    const path = join(root, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
  const paths = files.map(file => file.slice(root.length + 1));
  return ownHashes(paths, path => gitHash(readFileSync(join(root, path))));
}

/** Of files, those that are the project's own and not made, with their hashes. */
export function ownHashes(
  paths: readonly string[],
  hashOf: (path: string) => string,
): Hashes {
  const own = paths.filter(
    path =>
      !path.split('/').some(name => MADE.has(name)) && !/^[^/]+\.(?:log|tgz)$/.test(path),
  );
  return new Map(own.sort().map(path => [path, hashOf(path)]));
}

/** The name that git gives to a content. */
const gitHash = (content: Uint8Array): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
