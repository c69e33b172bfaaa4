import {realpathSync} from 'node:fs';

import motionCanvasModule from '@motion-canvas/vite-plugin';
import type {BuildOptions, InlineConfig, PluginOption} from 'vite';

import {projectName} from '../course/projects.ts';
import {livePlugin} from '../editor/live/live-plugin.ts';
import {LiveState} from '../editor/live/live-state.ts';
import {ModuleReader} from '../editor/live/module-reader.ts';
import {pagesPlugin} from '../editor/live/pages-plugin.ts';
import {panelPlugin} from '../editor/live/panel-plugin.ts';
import {recordingsPlugin} from '../editor/live/serve-recordings.ts';
import {ROOT} from '../../foundations/root.ts';
import {glyphsPlugin} from './glyphs-plugin.ts';
import {lessonPlugin} from './lesson-plugin.ts';
import {missingMetaPlugin} from './missing-meta-plugin.ts';
import {projectsPlugin} from './projects-plugin.ts';
import {settingsPlugin} from './settings-plugin.ts';
import {vendorPlugin} from './vendor-plugin.ts';

/** Motion Canvas's Vite plugin; as it is CommonJS, it hides one level deeper. */
export const motionCanvas = ((motionCanvasModule as {default?: unknown}).default ??
  motionCanvasModule) as typeof motionCanvasModule;

/** How bundles are built, which never leave the machine. */
export const BUILD: BuildOptions = {
  target: 'esnext',
  modulePreload: {polyfill: false},
  reportCompressedSize: false,
  minify: false,
};

export interface ConfigOptions {
  /** Folder with `scenes/` and `assets/captures/`. */
  root: string;
  /** Absolute paths of the `project.ts` files to open. */
  projects: readonly string[];
  /** Folder of captures that come before the course's own; `null` for none. */
  captures?: string | null;
  /** Whether the bundle is for the stage that renders, or for the editor. */
  target: 'stage' | 'editor';
}

/** The one Vite configuration: what scenes need to be bundled, edited and rendered. */
export function createConfig({
  root,
  projects,
  captures = null,
  target,
}: ConfigOptions): InlineConfig {
  const live = target === 'editor' ? new LiveState() : null;
  const modules = live && new ModuleReader(root);
  return {
    root: ROOT,
    configFile: false,
    cacheDir: `${ROOT}/.cache/vite`,
    clearScreen: false,
    plugins: [
      settingsPlugin(),
      lessonPlugin(root, live, captures),
      ...(live && modules
        ? [
            pagesPlugin(projects),
            livePlugin(root, projects, live, modules),
            panelPlugin(root, projects, modules),
            recordingsPlugin(root),
          ]
        : []),
      glyphsPlugin(),
      ...(target === 'stage'
        ? [
            vendorPlugin(ROOT),
            missingMetaPlugin({}),
            projectsPlugin(
              Object.fromEntries(projects.map(file => [projectName(file), file])),
            ),
          ]
        : []),
      motionCanvas({
        project: [...projects],
        output: `${ROOT}/renders/editor`,
        buildForEditor: true,
      }) as PluginOption,
    ],
    // Packages may lie elsewhere, and be linked to.
    ...(live ? {server: {fs: {allow: [ROOT, root, packagesFolder()]}}} : {}),
    build: BUILD,
    // A cold cache would otherwise be optimised anew while the page is loading.
    optimizeDeps: {
      include: [
        '@motion-canvas/core',
        '@motion-canvas/core/lib/scenes/timeEvents',
        '@motion-canvas/2d',
        '@motion-canvas/2d/lib/jsx-runtime',
        '@motion-canvas/2d/lib/jsx-dev-runtime',
        'culori/fn',
        'fastest-levenshtein',
      ],
    },
  };
}

/** Where packages really lie. */
const packagesFolder = (): string => realpathSync(`${ROOT}/node_modules`);
