import type {InlineConfig} from 'vite';

import {packageFolder} from '../../foundations/package-folder.ts';
import {IS_SOURCE, ROOT} from '../../foundations/root.ts';
import {courseConfig, isInClone} from '../vite/course-config.ts';
import {lessonPlugin} from '../vite/lesson-plugin.ts';
import {linkedPackagesPlugin} from '../vite/linked-packages-plugin.ts';
import {livePlugin} from './live/live-plugin.ts';
import {LiveState} from './live/live-state.ts';
import {ModuleReader} from './live/module-reader.ts';
import {pagesPlugin} from './live/pages-plugin.ts';
import {panelPlugin} from './live/panel-plugin.ts';
import {recordingsPlugin} from './live/serve-recordings.ts';

export interface EditorConfigOptions {
  /** Folder with `scenes/` and `assets/captures/`. */
  root: string;
  /** Absolute paths of the `project.ts` files to open. */
  projects: readonly string[];
}

/** The Vite configuration of the editor. */
export function editorConfig({root, projects}: EditorConfigOptions): InlineConfig {
  const live = new LiveState();
  const modules = new ModuleReader(root);
  return {
    ...courseConfig({
      root,
      projects,
      reading: [
        lessonPlugin({root, captures: null, live}),
        pagesPlugin(projects),
        livePlugin(root, projects, live, modules),
        panelPlugin(root, projects, modules),
        recordingsPlugin(root),
      ],
      own: isInClone(root) || !IS_SOURCE ? [] : [linkedPackagesPlugin()],
    }),
    // Packages may lie elsewhere, and be linked to.
    server: {fs: {allow: [ROOT, root, ...packagesFolders()]}},
  };
}

/** Where packages really lie: the outermost `node_modules` around some that pages load. */
const packagesFolders = (): string[] =>
  ['@motion-canvas/ui', '@motion-canvas/core', 'preact'].flatMap(name => {
    const [before] = packageFolder(name)?.split('/node_modules/') ?? [];
    return before === undefined ? [] : [`${before}/node_modules`];
  });
