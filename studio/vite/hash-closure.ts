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
/** The bundler's name of an asset, which stands for its content but does not follow from it. */
const ASSET = /__VITE_(?:PUBLIC_)?ASSET__[\w$]+__/g;

/**
 * SHA-256 over the code of a module and of everything that it statically imports.
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
  const seen = new Map<string, string>();
  const open = [entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id) || LEFT_OUT.some(prefix => id.startsWith(prefix))) continue;
    const code = change(id, graph.code(id) ?? '');
    if (code === null) continue;
    seen.set(id, code.replace(ASSET, 'asset'));
    open.push(...graph.imports(id));
  }
  const hash = createHash('sha256');
  for (const [name, code] of [...seen]
    .map(([id, code]) => [withoutRoots(id, roots), code] as const)
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

const withoutRoots = (id: string, roots: Roots): string =>
  roots.reduce((name, root) => name.replaceAll(`${root}/`, ''), id);
