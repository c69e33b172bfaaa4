import {readFile} from 'node:fs/promises';
import {SourceMap} from 'node:module';
import type {SourceMapPayload} from 'node:module';
import {dirname, join, relative, resolve} from 'node:path';

import {ROOT} from '../../../foundations/root.ts';
import type {Locate} from './call-stage.ts';

/** A place in a built file, as stacks have it: 1-based. */
interface BuiltPlace {
  /** Relative to the bundle. */
  file: string;
  line: number;
  column: number;
}

/** Places in the files of a server that a stack goes through, innermost first. Pure. */
function placesIn(stack: string): BuiltPlace[] {
  const found = stack.matchAll(/https?:\/\/[^/\s]+\/([^\s?#)]+\.js):(\d+):(\d+)/g);
  return [...found].map(([, file, line, column]) => ({
    file: decodeURIComponent(file),
    line: Number(line),
    column: Number(column),
  }));
}

/** Code that is neither the project's nor the course's. */
const FOREIGN = /[\\/]node_modules[\\/]|[\\/]\.cache[\\/]vendor-|\0/;

/**
 * Finds where in its sources something was thrown, by the source maps of a bundle.
 *
 * @param folder - The bundle.
 * @param root - What the names of files are relative to.
 * @returns Gives `<file>:<line>:<column>` of the innermost place in the project's own
 * code; `null` where there is none.
 */
export function sourceLocator(folder: string, root: string): Locate {
  const maps = new Map<string, Promise<SourceMap | null>>();
  const mapOf = (file: string): Promise<SourceMap | null> => {
    const known = maps.get(file) ?? readMap(join(folder, `${file}.map`));
    maps.set(file, known);
    return known;
  };
  return async stack => {
    for (const {file, line, column} of placesIn(stack)) {
      const entry = (await mapOf(file))?.findEntry(line - 1, column - 1);
      if (!entry || !('originalSource' in entry)) continue;
      const {originalSource, originalLine, originalColumn} = entry;
      const source = resolve(folder, dirname(file), originalSource).split('?')[0];
      if (FOREIGN.test(source) || source.startsWith(join(ROOT, 'studio'))) continue;
      const name = relative(root, source).replaceAll('\\', '/');
      return `${name}:${originalLine + 1}:${originalColumn + 1}`;
    }
    return null;
  };
}

async function readMap(path: string): Promise<SourceMap | null> {
  try {
    return new SourceMap(JSON.parse(await readFile(path, 'utf8')) as SourceMapPayload);
  } catch {
    return null;
  }
}
