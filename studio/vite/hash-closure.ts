import {createHash} from 'node:crypto';

/** Module ids and code as the bundler sees them; the part of it that hashing needs. */
export interface ModuleGraph {
  code(id: string): string | null;
  imports(id: string): readonly string[];
}

/** Folders whose place on the disk must not matter. */
export type Roots = readonly string[];

/** Not part of any scene's code: scripts go by locale, the list of projects by command. */
const LEFT_OUT = ['\0aim:script:', '\0virtual:aim/projects'];
/** Whether a module is part of no scene's code. */
export const isLeftOut = (id: string): boolean =>
  LEFT_OUT.some(prefix => id.startsWith(prefix));

/** The bundler's name of an asset, which stands for its content but does not follow from it. */
const ASSET = /__VITE_(?:PUBLIC_)?ASSET__[\w$]+__/g;

/**
 * A module and everything that it imports.
 *
 * @param skip - Leaves out a module and what it imports.
 */
export function closureOf(
  graph: ModuleGraph,
  entry: string,
  skip: (id: string) => boolean = () => false,
): string[] {
  const seen = new Set<string>();
  const open = [entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id) || isLeftOut(id) || skip(id)) continue;
    seen.add(id);
    open.push(...graph.imports(id));
  }
  return [...seen];
}

/**
 * SHA-256 over the code of a module and of everything that it imports.
 *
 * @param change - Gives the code that counts for a module; `null` leaves out the module
 * and what it imports.
 */
export function hashClosure(
  graph: ModuleGraph,
  entry: string,
  roots: Roots,
  change: (id: string, code: string) => string | null = (_, code) => code,
): string {
  const codeOf = (id: string): string | null => change(id, graph.code(id) ?? '');
  const hash = createHash('sha256');
  for (const [name, code] of closureOf(graph, entry, id => codeOf(id) === null)
    .map(
      id =>
        [withoutRoots(id, roots), (codeOf(id) ?? '').replace(ASSET, 'asset')] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${code.length}\0${code}\0`);
  }
  return hash.digest('hex');
}

/** The code of a project without the imports and the list of its scenes. */
export const withoutScenes = (code: string): string =>
  code
    .replace(/^\s*import\s+\w+\s+from\s+["'][^"']+\?scene["'];?[ \t]*\n?/gm, '')
    .replace(/\bscenes:\s*\[[\w\s,]*\]/, 'scenes: []');

/** An id without the folders whose place does not matter; one may lie in another. */
export const withoutRoots = (id: string, roots: Roots): string =>
  [...roots]
    .sort((a, b) => b.length - a.length)
    .reduce((name, root) => name.replaceAll(`${root}/`, ''), id);
