import type {Plugin} from 'vite';

import {scriptedScene} from './lesson-plugin.ts';

/** A file of a bundle that holds nothing but a script. */
export interface ScriptChunk {
  file: string;
  /** What the file exports the script as. */
  name: string;
}

/** The name of the file of its own that a script has in a bundle; nothing for others. */
export const scriptChunk = (id: string): string | undefined =>
  scriptedScene(id)?.replaceAll('/', '.');

/** Reports the files of scripts, by scene, so that they can be exchanged in the bundle. */
export function scriptChunksPlugin(
  report: (chunks: Record<string, ScriptChunk>) => void,
): Plugin {
  return {
    name: 'aim:script-chunks',
    generateBundle(_, bundle) {
      const chunks: Record<string, ScriptChunk> = {};
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk' || output.moduleIds.length !== 1) continue;
        const scene = scriptedScene(output.moduleIds[0]);
        const [name, ...more] = output.exports;
        if (scene !== null && name !== undefined && more.length === 0)
          chunks[scene] = {file: output.fileName, name};
      }
      report(chunks);
    },
  };
}
