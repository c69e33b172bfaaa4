import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

interface Installed {
  folder: string;
  version: string;
  dependencies: string[];
}

/** Versions of installed packages; each is read once. */
export class InstalledPackages {
  private readonly read = new Map<string, Installed | null>();

  /** @param root - Folder that has `node_modules`. */
  public constructor(private readonly root: string) {}

  /**
   * Versions of packages and of all that they depend on, by name; where one is installed
   * in several versions, all of them.
   *
   * @param names - Packages to start from.
   */
  public versions(names: readonly string[]): Record<string, string> {
    const versions = new Map<string, Set<string>>();
    const seen = new Set<string>();
    const visit = (name: string, from: string): void => {
      const found = this.find(name, from);
      if (!found || seen.has(found.folder)) return;
      seen.add(found.folder);
      versions.set(name, (versions.get(name) ?? new Set()).add(found.version));
      for (const dependency of found.dependencies) visit(dependency, found.folder);
    };
    for (const name of names) visit(name, this.root);
    return Object.fromEntries(
      [...versions]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, all]) => [name, [...all].sort().join(' ')]),
    );
  }

  /** A package as Node finds it: in the nearest `node_modules` at or above a folder. */
  private find(name: string, from: string): Installed | null {
    for (let at = from; ; at = dirname(at)) {
      const found = this.open(join(at, 'node_modules', name));
      if (found) return found;
      if (at === this.root || at === dirname(at)) return null;
    }
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
