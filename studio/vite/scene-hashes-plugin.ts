import {createHash} from 'node:crypto';
import {posix} from 'node:path';

import type {Plugin} from 'vite';

/** What the frames of each scene depend on, as hashes of code. */
export interface SceneHashes {
  /** The code of the stage that draws the scenes. */
  stage: string;
  /** By path of the scene's module relative to the root, e.g. `scenes/x/y.tsx`. */
  scenes: Record<string, string>;
}

/** Module ids and code as the bundler sees them; the part of it that hashing needs. */
export interface ModuleGraph {
  code(id: string): string | null;
  imports(id: string): readonly string[];
}

const SCENE = /^(.*)\?scene$/;
/** Not part of any scene's code: scripts go by locale, the list of projects by command. */
const LEFT_OUT = ['\0aim:script:', '\0virtual:aim/projects'];

/**
 * Reports, for every scene of a build, a hash over the code of all modules that the
 * scene imports. Scripts are left out: their locales are hashed one by one.
 *
 * @param root - The repository; paths in the hash are relative to it.
 * @param report - Receives the hashes when the bundle is complete.
 */
export function sceneHashesPlugin(
  root: string,
  report: (hashes: SceneHashes) => void,
): Plugin {
  return {
    name: 'aim:scene-hashes',
    generateBundle() {
      const graph: ModuleGraph = {
        code: id => this.getModuleInfo(id)?.code ?? null,
        imports: id => this.getModuleInfo(id)?.importedIds ?? [],
      };
      const ids = [...this.getModuleIds()];
      const stage = ids.find(id => id.endsWith('studio/stage/main.ts'));
      if (!stage) throw new Error('The bundle has no stage.');
      report({
        stage: hashClosure(graph, stage, root),
        scenes: Object.fromEntries(
          ids.flatMap(id => {
            const file = SCENE.exec(id)?.[1];
            return file
              ? [[sourceFile(file, ids, root), hashClosure(graph, id, root)]]
              : [];
          }),
        ),
      });
    },
  };
}

/** A `?scene` import may lack the file's ending. */
function sourceFile(file: string, ids: readonly string[], root: string): string {
  const full = ids.find(
    id => id === file || (id.startsWith(`${file}.`) && /\.[jt]sx?$/.test(id)),
  );
  return posix.relative(root, full ?? file);
}

/** SHA-256 over the code of a module and of everything that it statically imports. */
export function hashClosure(graph: ModuleGraph, entry: string, root: string): string {
  const seen = new Set<string>();
  const open = [entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id) || LEFT_OUT.some(prefix => id.startsWith(prefix))) continue;
    seen.add(id);
    open.push(...graph.imports(id));
  }
  const hash = createHash('sha256');
  for (const [name, code] of [...seen]
    .map(id => [id.replaceAll(`${root}/`, ''), graph.code(id) ?? ''] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${code.length}\0${code}\0`);
  }
  return hash.digest('hex');
}
