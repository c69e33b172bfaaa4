import {existsSync, statSync} from 'node:fs';
import {dirname, posix} from 'node:path';

import {ownEntry} from '../../foundations/own-entries.ts';
import {ROOT} from '../../foundations/root.ts';
import {BuiltModules} from './module-record.ts';
import type {SourceCache, SourceFacts} from './source-cache.ts';

/** What source files depend on, directly or not. */
export interface SourceGraph {
  /** Hash of each file that is imported, by path relative to the root; `missing` if so. */
  files: Record<string, string>;
  /** Names of the packages that are imported. */
  packages: string[];
  /** Ids of the captures that are imported. */
  captures: string[];
}

/** Where an import leads. */
export type ImportTarget =
  | {kind: 'file'; path: string}
  | {kind: 'package'; name: string}
  | {kind: 'capture'; id: string}
  /** Scripts go by locale, and virtual modules are made of what is known anyway. */
  | {kind: 'apart'};

const ENDINGS = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.json', '/index.ts'];

/** Where the imports of a file lead: those for certain, and those while it plays. */
interface Targets {
  now: ImportTarget[];
  later: ImportTarget[];
}

/**
 * Follows the imports of source files, as the bundler does that draws them: where it has
 * built a file as it is now, by what it found; elsewhere by its rules. Each file is read
 * once.
 */
export class SourceGraphs {
  private readonly sources = new Map<string, Promise<SourceFacts | null>>();
  private readonly targets = new Map<string, Targets>();
  private built: BuiltModules | null = null;

  /**
   * @param root - The course; paths are relative to it.
   * @param readBuilt - What the bundler has found by now.
   */
  public constructor(
    private readonly root: string,
    private readonly cache: SourceCache,
    private readonly readBuilt = (): BuiltModules => BuiltModules.read(root),
  ) {}

  /** Look again at what the bundler has found, once it has built. */
  public builtAgain(): void {
    this.built = null;
    this.targets.clear();
  }

  /**
   * @param entries - Files to start from, relative to the root or absolute.
   * @param whole - Whether what is imported while it plays counts, as it does for scenes.
   */
  public async from(entries: readonly string[], whole: boolean): Promise<SourceGraph> {
    const files = new Map<string, string>();
    const packages = new Set<string>();
    const captures = new Set<string>();
    const visit = async (path: string): Promise<void> => {
      const name = sourceName(this.root, path);
      if (files.has(name)) return;
      files.set(name, 'missing');
      const source = await this.read(path);
      if (!source) return;
      files.set(name, source.hash);
      const {now, later} = this.targetsOf(path, source);
      for (const target of whole ? [...now, ...later] : now) {
        if (target.kind === 'file') await visit(target.path);
        if (target.kind === 'package') packages.add(target.name);
        if (target.kind === 'capture') captures.add(target.id);
      }
    };
    for (const entry of entries) await visit(posix.resolve(this.root, entry));
    return {
      files: Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
      packages: [...packages].sort(),
      captures: [...captures].sort(),
    };
  }

  private targetsOf(path: string, source: SourceFacts): Targets {
    const known = this.targets.get(path) ?? this.follow(path, source);
    this.targets.set(path, known);
    return known;
  }

  private follow(path: string, {content, imports, later, named}: SourceFacts): Targets {
    this.built ??= this.readBuilt();
    const built = this.built.importsOf(path, content);
    const byRules = (specifiers: readonly string[]): ImportTarget[] =>
      specifiers.map(specifier => importTarget(specifier, path, isFile));
    if (built === null)
      return {
        now: [...byRules(imports), ...namedFiles(named, path)],
        later: byRules(later),
      };
    // What the bundler found of packages is how they lie on the disk.
    const packages = (specifiers: readonly string[]): ImportTarget[] =>
      specifiers
        .map(specifier => importTarget(specifier, path, () => true))
        .filter(({kind}) => kind === 'package');
    const files = (paths: readonly string[]): ImportTarget[] =>
      paths.map(path => ({kind: 'file', path}));
    const captures = built.captures.map((id): ImportTarget => ({kind: 'capture', id}));
    return {
      now: [...files(built.files), ...captures, ...packages(imports)],
      later: [...files(built.later), ...packages(later)],
    };
  }

  private read(path: string): Promise<SourceFacts | null> {
    const known = this.sources.get(path) ?? this.cache.read(path);
    this.sources.set(path, known);
    return known;
  }
}

/**
 * What a source file goes by: its path in the course; one of the tool elsewhere goes by its
 * path in that, wherever it is installed. Pure.
 */
export function sourceName(root: string, path: string): string {
  const isTools = path.startsWith(`${ROOT}/`);
  return isTools && !(root.startsWith(ROOT) && path.startsWith(`${root}/`))
    ? `attention-in-motion/${posix.relative(ROOT, path)}`
    : posix.relative(root, path);
}

/**
 * Where an import leads. Pure but for the question whether a file is there.
 *
 * @param specifier - What is imported, as it stands there.
 * @param importer - Absolute path of the file that imports it.
 */
export function importTarget(
  specifier: string,
  importer: string,
  exists: (path: string) => boolean,
): ImportTarget {
  const [bare] = specifier.split('?');
  if (bare.startsWith('virtual:') || bare.endsWith('.script')) return {kind: 'apart'};
  const own = ownEntry(bare);
  if (own !== null) return {kind: 'file', path: own};
  if (!/^\.{0,2}\//.test(bare)) {
    const parts = bare.split('/').slice(0, bare.startsWith('@') ? 2 : 1);
    return {kind: 'package', name: parts.join('/')};
  }
  const path = bare.startsWith('/') ? bare : posix.join(dirname(importer), bare);
  if (path.endsWith('.captured')) {
    const [name, lesson] = path.slice(0, -'.captured'.length).split('/').reverse();
    return {kind: 'capture', id: `${lesson}/${name}`};
  }
  const ending = ENDINGS.find(end => exists(path + end));
  return {kind: 'file', path: path + (ending ?? '')};
}

/**
 * The files that a file names by its own address; addresses elsewhere, and those of packages
 * and public files, are none of them.
 */
const namedFiles = (names: readonly string[], importer: string): ImportTarget[] =>
  names
    .filter(name => !/^(?:\/|[a-z][a-z\d+.-]*:)/i.test(name))
    .map(name => posix.join(dirname(importer), name.split(/[?#]/)[0]))
    .filter(isFile)
    .map(path => ({kind: 'file', path}));

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
