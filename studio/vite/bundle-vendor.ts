import {createHash} from 'node:crypto';
import {existsSync, readdirSync} from 'node:fs';
import {rename, writeFile} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';

import {build} from 'esbuild';
import type {BuildOptions, Metafile} from 'esbuild';

import {makeFolder} from '../../foundations/files/make-folder.ts';
import {removeCached} from '../../foundations/files/remove-cached.ts';
import {packageVersion} from '../../foundations/versions.ts';
import {PACKAGES} from './motion-canvas-of.ts';
import type {MotionCanvas} from './motion-canvas-of.ts';

/**
 * The large files: what comes with the packages' own index, which every scene imports, and
 * what only those get that ask for it by name, with the grammars of 500 languages among it.
 */
export const LARGE = ['usual', 'rest'] as const;

/** Where Motion Canvas finds what plugins have set, e.g. whether there is a proxy. */
const ENVIRONMENT = 'motionCanvasEnvironment';

/** A module of the packages. */
interface Module {
  /** E.g. `2d/lib/components/Circle`. */
  name: string;
  file: string;
}

const HOW: BuildOptions & {metafile: true; write: false} = {
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'esnext',
  legalComments: 'none',
  // A build that uses the result tells it what its plugins have set.
  define: {
    'import.meta.hot': 'undefined',
    'import.meta.env': `globalThis.${ENVIRONMENT}`,
  },
  logLevel: 'silent',
  metafile: true,
  write: false,
};

/**
 * Bundle a copy of Motion Canvas, once per version.
 *
 * @remarks
 * Every module becomes a small file of names, which takes their values from one of the
 * large files beside it.
 *
 * @param cache - The folder that the result is put into.
 * @returns The folder.
 */
export async function bundleVendor(
  cache: string,
  {folders, version, own}: MotionCanvas,
): Promise<string> {
  // What is installed elsewhere may have been changed there; its place tells them apart.
  const identity = [
    version,
    packageVersion('esbuild'),
    own ? folders.core : '',
    'large',
    ENVIRONMENT,
  ];
  const key = createHash('sha256').update(identity.join(' ')).digest('hex').slice(0, 16);
  const folder = join(cache, `vendor-${key}`).replaceAll('\\', '/');
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${process.pid}.partial`;
  await makeFolder(temporary);
  const modules = PACKAGES.flatMap(name =>
    modulesIn(join(folders[name], 'lib')).map(module => ({
      name: `${name}/lib/${module}`,
      file: join(folders[name], 'lib', `${module}.js`),
    })),
  );
  await writeModules(modules, dirname(dirname(dirname(folders.core))), temporary);
  // Another process may have been faster.
  await rename(temporary, folder).catch(() => removeCached(temporary));
  return folder;
}

/** @param base - What names in the result are relative to. */
async function writeModules(
  modules: readonly Module[],
  base: string,
  folder: string,
): Promise<void> {
  const how = {...HOW, absWorkingDir: base, outdir: folder};
  const {metafile} = await build({
    ...how,
    entryPoints: Object.fromEntries(modules.map(({name, file}) => [name, file])),
  });
  const indexes = modules.filter(({name}) => /^\w+\/lib\/index$/.test(name));
  const reached = await build({...how, entryPoints: indexes.map(({file}) => file)});
  const isUsual = (file: string): boolean =>
    Object.keys(reached.metafile.inputs).some(path => resolve(base, path) === file);
  const usual = new Set(modules.filter(({file}) => isUsual(file)));
  for (const large of LARGE) {
    const lines = modules.flatMap((module, i) =>
      usual.has(module) === (large === 'usual')
        ? [`export * as m${i} from ${JSON.stringify(module.file)};`]
        : [],
    );
    await writeFile(join(folder, `${large}.entry.js`), lines.join('\n'));
  }
  const {outputFiles} = await build({
    ...how,
    entryPoints: Object.fromEntries(
      LARGE.map(large => [large, join(folder, `${large}.entry.js`)]),
    ),
    chunkNames: 'shared-[hash]',
  });
  for (const {path, contents} of outputFiles)
    await writeFile(join(folder, basename(path)), contents);
  for (const [i, module] of modules.entries()) {
    const file = join(folder, `${module.name}.js`);
    await makeFolder(dirname(file));
    const large = usual.has(module) ? 'usual' : 'rest';
    await writeFile(file, namesOf(i, exportsOf(metafile, module), large));
  }
}

function exportsOf({outputs}: Metafile, {name}: Module): readonly string[] {
  const found = Object.entries(outputs).find(([path]) => path.endsWith(`/${name}.js`));
  if (!found) throw new Error(`Motion Canvas's ${name} was not bundled.`);
  return found[1].exports;
}

/** A module that takes its values from a large file. */
const namesOf = (index: number, names: readonly string[], large: string): string =>
  [
    `import {m${index} as m} from './${large}.js';`,
    ...names.map(name =>
      name === 'default'
        ? 'export default m.default;'
        : `export const ${name} = m.${name};`,
    ),
    '',
  ].join('\n');

/** The modules in a folder, without their ending; the one that brings in others first. */
const modulesIn = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith('.js'))
    .map(name => name.replaceAll('\\', '/').slice(0, -3))
    .sort((a, b) => Number(b === 'index') - Number(a === 'index') || (a < b ? -1 : 1));

/** The files of a bundled copy that a page loads. */
export const loadedFiles = (folder: string): string[] =>
  readdirSync(folder).filter(name => /^(?:usual|rest|shared-\w+)\.js$/.test(name));
