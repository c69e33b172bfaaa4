import {statSync} from 'node:fs';

import type {Plugin} from 'vite';

import type {BuiltImports} from '../../freshness/module-record.ts';
import {isLeftOut} from '../../vite/hash-closure.ts';
import {namedBy} from '../../vite/named-files.ts';

/** The part of the bundler's graph that matters here. */
export interface ImportGraph {
  /** Files that a module names without importing them. */
  named(id: string): readonly string[];
  imports(id: string): readonly string[];
  later(id: string): readonly string[];
}

/** Reports where the imports of all modules of a build led, by absolute path. */
export function moduleImportsPlugin(
  report: (found: Record<string, BuiltImports>) => void,
): Plugin {
  let root = '';
  return {
    name: 'aim:module-imports',
    configResolved(config) {
      root = config.root;
    },
    generateBundle(_, bundle) {
      const graph: ImportGraph = {
        named: id => namedBy(this, id, bundle, root).files,
        imports: id => this.getModuleInfo(id)?.importedIds ?? [],
        later: id => this.getModuleInfo(id)?.dynamicallyImportedIds ?? [],
      };
      report(importsByFile([...this.getModuleIds()], graph, isFile));
    },
  };
}

/**
 * Where the imports of files led. A file may be several modules (`x.tsx`, `x.tsx?scene`):
 * what each imports counts for it. Pure but for the question whether a file is there.
 */
export function importsByFile(
  ids: readonly string[],
  graph: ImportGraph,
  exists: (path: string) => boolean,
): Record<string, BuiltImports> {
  const ownFile = (id: string): string | null => {
    const [path] = id.split('?');
    return !APART.test(id) && exists(path) ? path : null;
  };
  const found = new Map<string, BuiltImports>();
  for (const id of ids) {
    const path = ownFile(id);
    if (path === null) continue;
    const {files, later, captures} = found.get(path) ?? {
      files: [],
      later: [],
      captures: [],
    };
    const now = [...throughVirtual(graph.imports(id), graph), ...graph.named(id)];
    const then = throughVirtual(graph.later(id), graph);
    const others = (targets: readonly string[]): string[] =>
      targets.flatMap(target => ownFile(target) ?? []).filter(file => file !== path);
    found.set(path, {
      files: unique([...files, ...others(now)]),
      later: unique([...later, ...others(then)]),
      captures: unique([
        ...captures,
        ...[...now, ...then].flatMap(target => CAPTURED.exec(target)?.[1] ?? []),
      ]),
    });
  }
  return Object.fromEntries(found);
}

const CAPTURED = /^\0aim:captured:scenes\/(.*)$/;
/** Packages go by version, and virtual modules have no file. */
const APART = /\0|\/node_modules\/|\/\.cache\//;

/** Modules, and in place of those without a file, what they import. */
function throughVirtual(ids: readonly string[], graph: ImportGraph): string[] {
  const seen = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id) || isLeftOut(id)) continue;
    seen.add(id);
    if (id.startsWith('\0')) open.push(...graph.imports(id));
  }
  return [...seen];
}

const unique = (all: readonly string[]): string[] => [...new Set(all)].sort();

const isFile = (path: string): boolean =>
  statSync(path, {throwIfNoEntry: false})?.isFile() ?? false;
