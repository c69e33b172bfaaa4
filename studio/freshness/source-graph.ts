import {existsSync, statSync} from 'node:fs';
import {dirname, posix} from 'node:path';

import {ownEntry} from '../../foundations/own-entries.ts';
import {ROOT} from '../../foundations/root.ts';
import type {SourceCache} from './source-cache.ts';

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

/** A file with where its imports lead. */
interface ReadSource {
  hash: string;
  targets: ImportTarget[];
}

/** Follows the imports of source files, as the bundler does that draws them. */
export class SourceGraphs {
  private readonly sources = new Map<string, Promise<ReadSource | null>>();

  /** @param root - The course; paths are relative to it. */
  public constructor(
    private readonly root: string,
    private readonly cache: SourceCache,
  ) {}

  /** @param entries - Files to start from, relative to the root or absolute. */
  public async from(entries: readonly string[]): Promise<SourceGraph> {
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
      for (const target of source.targets) {
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

  private read(path: string): Promise<ReadSource | null> {
    const known = this.sources.get(path) ?? this.readNew(path);
    this.sources.set(path, known);
    return known;
  }

  private async readNew(path: string): Promise<ReadSource | null> {
    const facts = await this.cache.read(path);
    return (
      facts && {
        hash: facts.hash,
        targets: facts.imports.map(specifier => importTarget(specifier, path, isFile)),
      }
    );
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

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
