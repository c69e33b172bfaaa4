import {cpus} from 'node:os';

import {hashJson} from '../../foundations/canonical-json.ts';
import {concerns, isSlow, isTest, partOf, readBy} from './parts.ts';
import type {Hashes} from './project-files.ts';

/** Keys of files of tests, by their paths. */
export type Keys = ReadonlyMap<string, string>;

/**
 * Keys of the files of tests that start browsers or whole commands, or run models, made of
 * what decides on any machine what they find: their own text, and all files of the project
 * that they may read.
 */
export function contentKeys(hashes: Hashes): Keys {
  const files = [...hashes].map(entry => ({entry, part: partOf(entry[0])}));
  const keyOf = (tests: string): string => {
    const may = readBy(tests);
    const read = files.filter(({part}) => concerns(part, may)).map(({entry}) => entry);
    return hashJson({own: hashes.get(tests), read});
  };
  return new Map(
    testFiles(hashes)
      .filter(isSlow)
      .map(file => [file, keyOf(file)]),
  );
}

/**
 * Keys of the same files on this machine: of their contents' key, the programs that they
 * find, and the machine.
 *
 * @param programs - Which they are, and of which version.
 */
export function machineKeys(contents: Keys, programs: readonly (string | null)[]): Keys {
  const cpu = cpus().at(0)?.model ?? null;
  const machine = [process.version, process.platform, process.arch, cpu];
  return new Map(
    [...contents].map(([file, key]) => [file, hashJson({machine, programs, key})]),
  );
}

/** Files of tests, of all that there are. */
export const testFiles = (hashes: Hashes): string[] => [...hashes.keys()].filter(isTest);
