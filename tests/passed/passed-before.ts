import {readFileSync} from 'node:fs';

import {canonicalJson} from '../../foundations/canonical-json.ts';
import {replaceFile} from '../../foundations/files/replace-file.ts';
import type {Keys} from './keys.ts';

/**
 * Keys with which files of tests have passed here, by their paths; `false` for those that
 * failed when they ran last.
 */
export type Passed = Readonly<Record<string, string | false>>;

/** What is remembered; nothing where there is no such file, or none of ours. */
export function readPassed(file: string): Passed {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const entries = Object.entries(kept as object);
    return Object.fromEntries(
      entries.filter(([, key]) => typeof key === 'string' || key === false),
    );
  } catch {
    return {};
  }
}

/** Files of tests that would find again what they have found. Pure. */
export const passedBefore = (keys: Keys, passed: Passed): string[] =>
  [...keys].flatMap(([file, key]) => (passed[file] === key ? [file] : []));

/** What is known after a run. */
export interface Run {
  before: Keys;
  /** Keys once the tests have ended. */
  after: Keys;
  /** Whether all tests of a file have passed, of those that ran. */
  ran: ReadonlyMap<string, boolean>;
}

/**
 * What is to be remembered: what passed with the same key from beginning to end, what
 * failed, and what was known of files that did not run. Pure.
 */
export function afterRun(passed: Passed, {before, after, ran}: Run): Passed {
  const now: Record<string, string | false> = {};
  for (const [file, key] of after) {
    const good = ran.get(file);
    if (good === undefined && passed[file] !== undefined) now[file] = passed[file];
    if (good === false) now[file] = false;
    if (good === true && before.get(file) === key) now[file] = key;
  }
  return now;
}

/** Remember it for the next run. */
export const keepPassed = (file: string, passed: Passed): Promise<void> =>
  replaceFile(file, canonicalJson(passed));
