import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {posix} from 'node:path';

import type {Plugin} from 'vite';

import {filesIn} from '../../foundations/files/files-in.ts';
import {closureOf, hashClosure, withoutRoots, withoutScenes} from './hash-closure.ts';
import type {ModuleGraph, Roots} from './hash-closure.ts';
import {namedBy} from './named-files.ts';
import {reachOf} from './scene-reach.ts';
import type {SceneReach} from './scene-reach.ts';
import type {EstreeNode} from './world-touched.ts';

/** What the frames of each scene depend on, as hashes of code. */
export interface SceneHashes {
  /** The code of the stage that draws the scenes. */
  stage: string;
  /** The code that looks at pictures for mistakes; no frame depends on it. */
  looking: string;
  /** Style sheets, with the fonts and pictures that they name. */
  assets: string;
  /** Public files, which any scene may ask for. */
  publicFiles: string;
  /**
   * By path of the project's file relative to the root: what it imports, and its own
   * code with the list of scenes left out.
   */
  projects: Record<string, string>;
  /** By path of the scene's module relative to the root, e.g. `scenes/x/y.tsx`. */
  scenes: Record<string, string>;
  /** By the same paths: what ties scenes together; empty where it was not asked for. */
  reach: Record<string, SceneReach>;
}

const SCENE = /^(.*)\?scene$/;
const PROJECT = /^(.*)\?project$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;

/**
 * Reports, for every scene of a build, a hash over the code of all modules that the
 * scene imports. Scripts are left out: their locales are hashed one by one.
 *
 * @param roots - The folder that paths in the report are relative to, and others that
 * may lie elsewhere on another machine.
 * @param reach - Whether to find out what ties scenes together.
 * @param report - Receives the hashes when the bundle is complete.
 */
export function sceneHashesPlugin(
  roots: Roots,
  reach: boolean,
  report: (hashes: SceneHashes) => void,
): Plugin {
  let publicFolder = '';
  let viteRoot = '';
  return {
    name: 'aim:scene-hashes',
    configResolved(config) {
      publicFolder = config.publicDir;
      viteRoot = config.root;
    },
    generateBundle(_, bundle) {
      const codes = new Map<string, string>();
      const readCode = (id: string): string => {
        const {code = null, isExternal = false} = this.getModuleInfo(id) ?? {};
        const {files, styles} = namedBy(this, id, bundle, viteRoot);
        const named = files.map(contentHash);
        return [code ?? '', contentOf(id, isExternal), styles, ...named].join('');
      };
      const graph: ModuleGraph = {
        // Every scene imports the fonts: reading them for each takes most of the time.
        code(id) {
          const known = codes.get(id) ?? readCode(id);
          codes.set(id, known);
          return known;
        },
        imports: id => this.getModuleInfo(id)?.importedIds ?? [],
      };
      // What a scene imports while it plays counts too; the stage imports all projects so.
      const whole: ModuleGraph = {
        ...graph,
        imports: id => [
          ...graph.imports(id),
          ...(this.getModuleInfo(id)?.dynamicallyImportedIds ?? []),
        ],
      };
      const ids = [...this.getModuleIds()];
      const files = new Set(ids.map(id => posix.relative(viteRoot, id.split('?')[0])));
      const stage = ids.find(id => /\/studio\/stage\/main\.[jt]s$/.test(id));
      const looking = ids.find(id => /\/studio\/stage\/looking\.[jt]s$/.test(id));
      if (!stage || !looking) throw new Error('The bundle has no stage.');
      /** Something for each module of a kind, by the file that `nameOf` gives for it. */
      const forAll = <T>(
        kind: RegExp,
        nameOf: (file: string) => string,
        hash: (id: string) => T,
      ): Record<string, T> =>
        Object.fromEntries(
          ids.flatMap(id => {
            const file = kind.exec(id)?.[1];
            return file ? [[posix.relative(roots[0], nameOf(file)), hash(id)]] : [];
          }),
        );
      const trees = new Map<string, EstreeNode>();
      const parse = ({id, code}: {id: string; code: string}): EstreeNode => {
        const known = trees.get(id) ?? (this.parse(code) as unknown as EstreeNode);
        trees.set(id, known);
        return known;
      };
      const code = (id: string): string => this.getModuleInfo(id)?.code ?? '';
      const nameOfScene = (file: string): string => sourceFile(file, ids);
      report({
        stage: hashClosure(graph, stage, roots),
        looking: hashClosure(graph, looking, roots),
        assets: hashAssets(Object.values(bundle), file => files.has(file)),
        publicFiles: hashFiles(publicFolder),
        // A project without its scenes: another one more changes nothing for the others.
        projects: forAll(
          PROJECT,
          file => file,
          id =>
            hashClosure(graph, id, roots, (id, code) =>
              SCENE.test(id) ? null : withoutScenes(code),
            ),
        ),
        scenes: forAll(SCENE, nameOfScene, id => hashClosure(whole, id, roots)),
        reach: !reach
          ? {}
          : forAll(SCENE, nameOfScene, id =>
              reachOf(
                closureOf(whole, id).map(id => ({id, code: code(id)})),
                parse,
                id => withoutRoots(id, roots),
              ),
            ),
      });
    },
  };
}

/** A file of a finished bundle. */
interface Output {
  type: 'asset' | 'chunk';
  fileName: string;
  /** Relative to the root; of assets alone. */
  originalFileNames?: string[];
  source?: string | Uint8Array;
}

/**
 * Style sheets, files that code names by `new URL()` and workers among them; pictures that
 * are imported count for the scenes that import them.
 *
 * @param isImported - Whether a file, by its path relative to the root, is a module.
 */
function hashAssets(
  outputs: readonly Output[],
  isImported: (file: string) => boolean,
): string {
  const hash = createHash('sha256');
  const assets = outputs.filter(
    ({type, fileName, originalFileNames = []}) =>
      type === 'asset' &&
      // A source map tells of all code, which counts for the scenes that it belongs to.
      !fileName.endsWith('.map') &&
      (fileName.endsWith('.css') || !originalFileNames.some(isImported)),
  );
  for (const {source} of assets.sort((a, b) => (a.fileName < b.fileName ? -1 : 1)))
    hash.update(source ?? '');
  return hash.digest('hex');
}

/** All files of a folder with their names; empty where there are none. */
function hashFiles(folder: string): string {
  const hashes = filesIn(folder).map(
    path => `${posix.relative(folder, path)}\0${contentHash(path)}\0`,
  );
  return hashes.length === 0
    ? ''
    : createHash('sha256').update(hashes.join('')).digest('hex');
}

/**
 * Of a picture or a sound, the bundler's code is only a name that does not tell them apart;
 * of what is left out of the bundle, it has none.
 */
function contentOf(id: string, isExternal: boolean): string {
  const [file] = id.split('?');
  return id.startsWith('\0') || (SCRIPT.test(file) && !isExternal)
    ? ''
    : contentHash(file);
}

/** SHA-256 of a file; empty where it cannot be read. */
function contentHash(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return '';
  }
}

/** A `?scene` import may lack the file's ending. */
const sourceFile = (file: string, ids: readonly string[]): string =>
  ids.find(id => id === file || (id.startsWith(`${file}.`) && SCRIPT.test(id))) ?? file;
