import {dirname, posix, resolve} from 'node:path';

import type {ModuleNode, Plugin} from 'vite';

import {readSceneCapture, readSceneScript, sceneOf} from '../scene-files.ts';

const SCRIPT = '\0aim:script:';
const CAPTURED = '\0aim:captured:';

/**
 * Lets scenes import their script in all locales (`./name.script`) and their capture
 * (`./name.captured`) as data modules, and reloads them when a file behind them changes.
 *
 * @param root - The repository.
 */
export function lessonPlugin(root: string): Plugin {
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
      const prefix = [SCRIPT, CAPTURED].find(entry => id.startsWith(entry));
      if (!prefix) return null;
      const scene = sceneOf(id.slice(prefix.length));
      const {data, files} =
        prefix === SCRIPT
          ? await readSceneScript(root, scene)
          : await readSceneCapture(root, scene);
      for (const file of files) this.addWatchFile(resolve(root, file));
      return `export default ${JSON.stringify(data)};`;
    },
    handleHotUpdate({file, server, modules}) {
      const path = posix.relative(root, file.replaceAll('\\', '/'));
      const id = virtualModule(path);
      const module: ModuleNode | undefined = id
        ? server.moduleGraph.getModuleById(id)
        : undefined;
      return module ? [...modules, module] : modules;
    },
  };
}

/** The data module that a script or capture file belongs to. */
export function virtualModule(path: string): string | null {
  const script = /^(scenes\/[^/]+\/[^/]+)\.script\.[^/.]+\.md$/.exec(path);
  if (script) return SCRIPT + script[1];
  const capture =
    /^assets\/captures\/([^/]+\/[^/]+)\/(?:capture\.json|tensors\.safetensors)$/.exec(
      path,
    );
  return capture ? `${CAPTURED}scenes/${capture[1]}` : null;
}
