import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {packageFolder} from '../../foundations/package-folder.ts';

interface Installed {
  folder: string;
  version: string;
  dependencies: string[];
}

/** Versions of installed packages; each is read once. */
export class InstalledPackages {
  private readonly read = new Map<string, Installed | null>();

  /** @param roots - Folders whose packages are meant, the nearest first. */
  public constructor(private readonly roots: readonly string[]) {}

  /**
   * Versions of packages and of all that they depend on, by name; where one is installed
   * in several versions, all of them.
   *
   * @param names - Packages to start from.
   */
  public versions(names: readonly string[]): Record<string, string> {
    const versions = new Map<string, Set<string>>();
    const seen = new Set<string>();
    const visit = (name: string, from: readonly string[]): void => {
      const found = this.find(name, from);
      if (!found || seen.has(found.folder)) return;
      seen.add(found.folder);
      versions.set(name, (versions.get(name) ?? new Set()).add(found.version));
      for (const dependency of found.dependencies) visit(dependency, [found.folder]);
    };
    for (const name of names) visit(name, this.roots);
    return Object.fromEntries(
      [...versions]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, all]) => [name, [...all].sort().join(' ')]),
    );
  }

  private find(name: string, from: readonly string[]): Installed | null {
    for (const root of from) {
      const folder = packageFolder(name, root);
      if (folder !== null) return this.open(folder);
    }
    return null;
  }

  private open(folder: string): Installed | null {
    const known = this.read.get(folder);
    if (known !== undefined) return known;
    const found = readPackage(folder);
    this.read.set(folder, found);
    return found;
  }
}

function readPackage(folder: string): Installed | null {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    const {version, dependencies = {}} = JSON.parse(text) as {
      version: string;
      dependencies?: Record<string, string>;
    };
    return {folder, version, dependencies: Object.keys(dependencies)};
  } catch {
    return null;
  }
}
