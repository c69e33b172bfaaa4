import {dirname, posix, resolve} from 'node:path';

import type {Plugin, ViteDevServer} from 'vite';

import {readSpokenScript} from '../narration/read-narration.ts';
import {readSceneCapture, sceneOf} from '../course/scene-files.ts';
import type {FileData} from '../course/scene-files.ts';

const SCRIPT = '\0aim:script:';
const CAPTURED = '\0aim:captured:';
/** A capture is two files in a folder that is renamed: wait until all has settled. */
const SETTLE_MS = 120;

/** Where an editor is told which modules cannot be read as their files are. */
export interface ModuleWatch {
  /**
   * @param module - What it goes by until it is mended.
   * @param file - The file to look at where the error names none.
   */
  unreadable(module: string, file: string, error: unknown): void;
  mended(module: string): void;
  /** The code of a module that stands in for one that cannot be read. */
  standIn(message: string): string;
}

export interface LessonPluginOptions {
  /** Folder with `scenes/` and `assets/captures/`. */
  root: string;
  /** Folder of captures that come before the course's own; `null` for none. */
  captures: string | null;
  /**
   * In the editor; else `null`. A file that changes brings its module up to date; while it
   * has a mistake, the last good one stays.
   */
  live: ModuleWatch | null;
}

/**
 * Lets scenes import their script in all locales (`./name.script`), with what is spoken at
 * each cue, and their capture (`./name.captured`) as data modules.
 */
export function lessonPlugin({root, captures, live}: LessonPluginOptions): Plugin {
  return {
    name: 'aim:lesson',
    enforce: 'pre',
    resolveId(source, importer) {
      const prefix = source.endsWith('.script')
        ? SCRIPT
        : source.endsWith('.captured')
          ? CAPTURED
          : null;
      if (prefix === null || !importer) return null;
      const base = resolve(dirname(importer), source).replaceAll('\\', '/');
      return prefix + posix.relative(root, base.slice(0, base.lastIndexOf('.')));
    },
    async load(id) {
      if (!id.startsWith(SCRIPT) && !id.startsWith(CAPTURED)) return null;
      try {
        const {data, files} = await readModule(root, id, captures);
        for (const file of files) this.addWatchFile(resolve(root, file));
        live?.mended(id);
        return moduleOfData(data);
      } catch (error) {
        // Bundlers write into the errors that they pass on; the cause stays as it is.
        if (!live) throw new Error((error as Error).message, {cause: error});
        live.unreadable(id, declaringFile(id), error);
        return live.standIn((error as Error).message);
      }
    },
    // The modules are brought up to date below, once their files have settled.
    handleHotUpdate: ({file}) => (moduleOf(root, file) === null ? undefined : []),
    configureServer(server) {
      if (live) keepUpToDate(root, server, live);
    },
  };
}

function keepUpToDate(root: string, server: ViteDevServer, live: ModuleWatch): void {
  const waiting = new Map<string, NodeJS.Timeout>();
  const update = async (id: string): Promise<void> => {
    waiting.delete(id);
    const module = server.moduleGraph.getModuleById(id);
    if (!module) return;
    try {
      await readModule(root, id, null);
    } catch (error) {
      live.unreadable(id, declaringFile(id), error);
      return;
    }
    live.mended(id);
    await server.reloadModule(module);
  };
  server.watcher.on('all', (_, file) => {
    const id = moduleOf(root, file);
    if (id === null) return;
    clearTimeout(waiting.get(id));
    waiting.set(
      id,
      setTimeout(() => void update(id), SETTLE_MS),
    );
  });
}

const moduleOfData = (data: object, name = 'default'): string =>
  `const data = ${JSON.stringify(data)};\nexport {data as ${name}};\n`;

/** The scene whose script a module is, as `scenes/<lesson>/<scene>`; `null` for others. */
export const scriptedScene = (id: string): string | null =>
  id.startsWith(SCRIPT) ? id.slice(SCRIPT.length) : null;

/**
 * The module of a scene's script as it is now.
 *
 * @param scene - See {@link scriptedScene}.
 * @param name - What it exports the script as.
 */
export const scriptModule = async (
  root: string,
  scene: string,
  name: string,
): Promise<string> =>
  moduleOfData((await readModule(root, SCRIPT + scene, null)).data, name);

function readModule(
  root: string,
  id: string,
  captures: string | null,
): Promise<FileData<object>> {
  return id.startsWith(SCRIPT)
    ? readSpokenScript(root, sceneOf(id.slice(SCRIPT.length)))
    : readSceneCapture(root, sceneOf(id.slice(CAPTURED.length)), captures);
}

/** The file to look at where a module's data cannot be read. */
function declaringFile(id: string): string {
  return id.startsWith(SCRIPT)
    ? `${id.slice(SCRIPT.length)}.script.en.md`
    : `${id.slice(CAPTURED.length)}.capture.ts`;
}

const moduleOf = (root: string, file: string): string | null =>
  virtualModule(posix.relative(root, file.replaceAll('\\', '/')));

/** The data module that a script, recording or capture file belongs to. */
export function virtualModule(path: string): string | null {
  const script =
    /^(scenes\/[^/]+\/[^/]+)\.script\.[^/.]+\.md$/.exec(path) ??
    /^(scenes\/[^/]+\/[^/.]+)\.narration\.[^/.]+\.(?:wav|mp3|m4a)$/.exec(path);
  if (script) return SCRIPT + script[1];
  const capture =
    /^assets\/captures\/([^/]+\/[^/]+)\/(?:capture\.json|tensors\.safetensors)$/.exec(
      path,
    );
  return capture ? `${CAPTURED}scenes/${capture[1]}` : null;
}
