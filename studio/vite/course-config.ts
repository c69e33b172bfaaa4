import {relative} from 'node:path';

import type {BuildOptions, InlineConfig, PluginOption} from 'vite';

import {cacheFolder} from '../../foundations/course-root.ts';
import {isInside} from '../../foundations/files/is-inside.ts';
import {IS_SOURCE, ROOT} from '../../foundations/root.ts';
import {glyphsPlugin} from './glyphs-plugin.ts';
import {motionCanvas} from './motion-canvas-plugin.ts';
import {ownEntriesPlugin} from './own-entries-plugin.ts';
import {settingsPlugin} from './settings-plugin.ts';

/** How bundles are built, which never leave the machine. */
export const BUILD: BuildOptions = {
  target: 'esnext',
  // Assets that are files of their own are known by their content.
  assetsInlineLimit: 0,
  modulePreload: {polyfill: false},
  reportCompressedSize: false,
  minify: false,
};

/** Whether a course lies in the clone that its tool is, and finds packages there. */
export const isInClone = (root: string): boolean =>
  IS_SOURCE && isInside(relative(ROOT, root) || '.');

/** A package that the tool imports, and the course need not have. */
const ofTool = (name: string, root: string): string =>
  isInClone(root) ? name : `attention-in-motion > ${name}`;

export interface CoursePages {
  /** Folder with `scenes/` and `assets/captures/`. */
  root: string;
  /** Absolute paths of the `project.ts` files to open. */
  projects: readonly string[];
  /** What reads the files of scenes. */
  reading: PluginOption;
  /** What this kind of page has besides. */
  own: PluginOption;
}

/** What scenes of a course need to be bundled, on whatever page they play. */
export const courseConfig = ({
  root,
  projects,
  reading,
  own,
}: CoursePages): InlineConfig => ({
  root,
  configFile: false,
  cacheDir: `${cacheFolder()}/vite`,
  clearScreen: false,
  plugins: [
    settingsPlugin(),
    ownEntriesPlugin(),
    reading,
    glyphsPlugin(),
    own,
    motionCanvas({
      project: [...projects],
      output: `${root}/renders/editor`,
      buildForEditor: true,
    }),
  ],
  build: BUILD,
  // A cold cache would otherwise be optimised anew while the page is loading.
  optimizeDeps: {
    // Its modules are read as they are: they import what only plugins can resolve.
    exclude: ['attention-in-motion'],
    include: [
      '@motion-canvas/core',
      '@motion-canvas/core/lib/scenes/timeEvents',
      '@motion-canvas/2d',
      '@motion-canvas/2d/lib/jsx-runtime',
      '@motion-canvas/2d/lib/jsx-dev-runtime',
      ...[
        '@petamoriken/float16',
        'bidi-js',
        'culori/fn',
        'd3-polygon',
        'fastest-levenshtein',
      ].map(name => ofTool(name, root)),
    ],
  },
});
