import {existsSync, readFileSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';

import {build} from 'esbuild';
import type {Plugin as EsbuildPlugin} from 'esbuild';
import type {Plugin, PluginOption, UserConfig, UserConfigExport} from 'vite';

import {makeFolder} from '../../foundations/files/make-folder.ts';
import {log} from '../command-line/output.ts';
import {proxyOptions} from './cors-proxy.ts';
import type {ProxyOptions} from './cors-proxy.ts';
import {cacheFolder} from '../../foundations/course-root.ts';
import {packagesOutside} from '../course/packages-outside.ts';
import {CONFIG_FILES} from './config-files.ts';

/** What a project's own Vite configuration says. */
export interface OwnConfig {
  config: UserConfig;
  /** What Motion Canvas's plugin is told of its proxy. */
  proxy: ProxyOptions | null;
}

/** Options of Motion Canvas's plugin, as far as a render takes them. */
interface PluginOptions {
  proxy?: unknown;
}

/** The plugin of Motion Canvas, in the place of which only its options are kept. */
const NAME = 'motion-canvas';

/**
 * What a project's own Vite configuration says about reading its files; Motion Canvas's
 * plugins are left out.
 *
 * @param root - The folder of its package.
 */
export async function ownConfig(root: string): Promise<OwnConfig> {
  const file = CONFIG_FILES.map(name => join(root, name)).find(path => existsSync(path));
  if (file === undefined) return {config: {}, proxy: null};
  try {
    const {plugins, resolve, define, publicDir, assetsInclude, css, json} =
      await loadConfig(file, root);
    const all = await flatten(plugins);
    const options = all.find(({name}) => name === NAME)?.api as PluginOptions | undefined;
    return {
      config: {
        resolve,
        define,
        publicDir,
        assetsInclude,
        css,
        json,
        plugins: all.filter(({name}) => !name.startsWith('motion-canvas')),
      },
      proxy: proxyOptions(options?.proxy),
    };
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    log.warn(`${file} is left out, since it could not be read: ${line}`);
    return {config: {}, proxy: null};
  }
}

/**
 * Run a configuration file. Packages that the project has not installed are taken from
 * the tool, which Vite's own loader would refuse.
 *
 * @param root - The folder of the project's package.
 */
async function loadConfig(file: string, root: string): Promise<UserConfig> {
  const format = isModule(file, root) ? 'esm' : 'cjs';
  const name = `vite-config-${process.pid}-${Date.now()}`;
  const compiled = join(cacheFolder(), `${name}.${format === 'esm' ? 'mjs' : 'cjs'}`);
  await makeFolder(dirname(compiled));
  try {
    await build({
      entryPoints: [file],
      outfile: compiled,
      bundle: true,
      platform: 'node',
      format,
      logLevel: 'silent',
      define: {
        'import.meta.url': JSON.stringify(pathToFileURL(file).href),
        'import.meta.dirname': JSON.stringify(dirname(file)),
        __dirname: JSON.stringify(dirname(file)),
        __filename: JSON.stringify(file),
      },
      plugins: [withoutMotionCanvas, packagesOutside(format)],
    });
    const {default: exported} = (await import(pathToFileURL(compiled).href)) as {
      default: UserConfigExport & {default?: UserConfigExport};
    };
    const config = await (format === 'cjs' ? exported.default : exported);
    const value =
      typeof config === 'function'
        ? await config({command: 'build', mode: 'production'})
        : config;
    return value ?? {};
  } finally {
    await rm(compiled, {force: true});
  }
}

/** Whether Node takes a file for an ES module. */
function isModule(file: string, root: string): boolean {
  if (/\.m[jt]s$/.test(file)) return true;
  if (/\.c[jt]s$/.test(file)) return false;
  try {
    const text = readFileSync(join(root, 'package.json'), 'utf8');
    return (JSON.parse(text) as {type?: unknown}).type === 'module';
  } catch {
    return false;
  }
}

/** Its plugins are exchanged for those of a render anyway; what they are told is kept. */
const withoutMotionCanvas: EsbuildPlugin = {
  name: 'without-motion-canvas',
  setup({onResolve, onLoad}) {
    const namespace = 'motion-canvas';
    onResolve({filter: /^@motion-canvas\//}, ({path}) => ({path, namespace}));
    onLoad({filter: /.*/, namespace}, ({path}) => ({
      contents: `const plugin = options => ({name: ${JSON.stringify(
        path === '@motion-canvas/vite-plugin' ? NAME : `${NAME}:other`,
      )}, api: options});
      plugin.default = plugin;
      module.exports = plugin;`,
    }));
  },
};

async function flatten(option: PluginOption): Promise<Plugin[]> {
  const value = await option;
  if (Array.isArray(value)) return (await Promise.all(value.map(flatten))).flat();
  return value ? [value] : [];
}
