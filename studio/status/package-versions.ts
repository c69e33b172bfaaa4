import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/**
 * Versions of packages and of all that they depend on, by name; where one is installed in
 * several versions, all of them.
 *
 * @param root - Folder that has `node_modules`.
 * @param names - Packages to start from.
 */
export async function packageVersions(
  root: string,
  names: readonly string[],
): Promise<Record<string, string>> {
  const versions = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const visit = async (name: string, from: string): Promise<void> => {
    const found = await findPackage(name, from, root);
    if (!found || seen.has(found.folder)) return;
    seen.add(found.folder);
    versions.set(name, (versions.get(name) ?? new Set()).add(found.version));
    for (const dependency of found.dependencies) await visit(dependency, found.folder);
  };
  for (const name of names) await visit(name, root);
  return Object.fromEntries(
    [...versions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, all]) => [name, [...all].sort().join(' ')]),
  );
}

interface Installed {
  folder: string;
  version: string;
  dependencies: string[];
}

/** A package as Node finds it: in the nearest `node_modules` at or above a folder. */
async function findPackage(
  name: string,
  from: string,
  root: string,
): Promise<Installed | null> {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
    if (text !== null) {
      const {version, dependencies = {}} = JSON.parse(text) as {
        version: string;
        dependencies?: Record<string, string>;
      };
      return {folder, version, dependencies: Object.keys(dependencies)};
    }
    if (at === root || at === dirname(at)) return null;
  }
}
