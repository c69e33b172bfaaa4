import {dirname} from 'node:path';
import {pathToFileURL} from 'node:url';

import type {BuildFailure, Plugin} from 'esbuild';

import {ownEntry} from '../../foundations/own-entries.ts';
import {IS_SOURCE} from '../../foundations/root.ts';
import {packagesOutside} from './packages-outside.ts';

const imported = new Map<string, Promise<object>>();

/**
 * Import a TypeScript file of a course with what it imports, in every Node, whatever runs
 * the tool itself. Each is read once per command: see {@link forgetModules}.
 *
 * @param path - Absolute.
 */
export function importModule(path: string): Promise<object> {
  const known = imported.get(path) ?? importNew(path);
  imported.set(path, known);
  return known;
}

/** Read files anew from here on: they may have changed since the last command. */
export const forgetModules = (): void => imported.clear();

async function importNew(path: string): Promise<object> {
  const {build} = await import('esbuild');
  const {outputFiles} = await build({
    entryPoints: [path],
    absWorkingDir: dirname(path),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // No setting of the course's TypeScript changes what such a file says.
    tsconfigRaw: '{}',
    logLevel: 'silent',
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(path).href),
      'import.meta.dirname': JSON.stringify(dirname(path)),
    },
    plugins: [ownEntries, packagesOutside('esm')],
  }).catch((error: unknown) => {
    throw firstMistake(error);
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`) as Promise<object>;
}

/** What is wrong in a file, with its place, in one line. */
function firstMistake(error: unknown): unknown {
  const [first] = (error as Partial<BuildFailure>).errors ?? [];
  if (first === undefined) return error;
  const {text, location} = first;
  const place = location
    ? `${location.file}:${location.line}:${location.column + 1}: `
    : '';
  return new Error(`${place}${text}`, {cause: error});
}

/** The tool by its name: the one that runs. Its sources are no files that Node reads. */
const ownEntries: Plugin = {
  name: 'own-entries',
  setup({onResolve}) {
    onResolve({filter: /^attention-in-motion\//}, ({path}) => {
      const entry = ownEntry(path);
      if (entry === null) return null;
      return IS_SOURCE
        ? {path: entry}
        : {path: pathToFileURL(entry).href, external: true};
    });
  },
};
