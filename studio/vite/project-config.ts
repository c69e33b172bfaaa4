import {join} from 'node:path';

import {mergeConfig} from 'vite';
import type {InlineConfig} from 'vite';

import {cacheFolder} from '../../foundations/course-root.ts';
import {ROOT} from '../../foundations/root.ts';
import type {ProxyOptions} from './cors-proxy.ts';
import type {ProjectPlace} from '../render/options/project-place.ts';
import {BUILD} from './course-config.ts';
import {fallbackPlugin} from './fallback-plugin.ts';
import {glyphsPlugin} from './glyphs-plugin.ts';
import {motionCanvas} from './motion-canvas-plugin.ts';
import {missingMetaPlugin} from './missing-meta-plugin.ts';
import {ownConfig} from './own-config.ts';
import {projectsPlugin} from './projects-plugin.ts';
import {settingsPlugin} from './settings-plugin.ts';
import {motionCanvasOf} from './motion-canvas-of.ts';
import {vendorPlugin} from './vendor-plugin.ts';

/** As Motion Canvas's own template has it, whatever the project extends. */
const TSCONFIG = {
  compilerOptions: {
    jsx: 'react-jsx',
    jsxImportSource: '@motion-canvas/2d/lib',
    experimentalDecorators: true,
    useDefineForClassFields: false,
    target: 'esnext',
  },
};

/**
 * The Vite configuration for the stage with a plain project: its own one, with Motion
 * Canvas's plugins exchanged for those of a render.
 *
 * @param name - Name of the project on the stage.
 * @param how - Whether the place is a link, which must stay part of the files' paths.
 */
export async function createProjectConfig(
  {file, root}: ProjectPlace,
  name: string,
  {throughLink}: {throughLink: boolean},
): Promise<{config: InlineConfig; proxy: ProxyOptions | null}> {
  const own = await ownConfig(root);
  const {version} = motionCanvasOf(file);
  const versions = {core: version, two: version, ui: version, vitePlugin: version};
  const ours: InlineConfig = {
    root,
    configFile: false,
    cacheDir: `${cacheFolder()}/vite`,
    clearScreen: false,
    resolve: {preserveSymlinks: throughLink},
    plugins: [
      settingsPlugin(),
      vendorPlugin(file),
      fallbackPlugin(join(ROOT, 'package.json')),
      missingMetaPlugin(versions),
      glyphsPlugin(),
      projectsPlugin({[name]: file}),
      motionCanvas({
        project: [file],
        buildForEditor: true,
        proxy: own.proxy === null ? false : mutable(own.proxy),
      }),
    ],
    // A string keeps Vite from reading tsconfig files, which may extend what is not installed.
    esbuild: {tsconfigRaw: JSON.stringify(TSCONFIG)},
    build: BUILD,
  };
  return {config: mergeConfig(own.config, ours), proxy: own.proxy};
}

/** As the plugin's type wants it. */
const mutable = ({allowedMimeTypes, allowListHosts}: ProxyOptions) => ({
  allowedMimeTypes: [...allowedMimeTypes],
  allowListHosts: [...allowListHosts],
});
