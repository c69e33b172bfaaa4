import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {CONFIG_FILES} from './config-files.ts';

/** Variables that Vite passes on to code as `import.meta.env`. */
const PASSED = /^VITE_/;
/** Those that Motion Canvas's plugin sets, from options that are known otherwise. */
const PLUGIN = /^VITE_MC_/;
const NAMED = /\bprocess\.env(?:\.(\w+)|\[\s*['"`](\w+)['"`]\s*\])/g;

/**
 * The variables of the environment that a project's bundle can depend on: those that Vite
 * gives to its code, and those that its Vite configuration names.
 *
 * @param root - The folder of its package.
 */
export function environmentOf(
  root: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const file = CONFIG_FILES.map(name => join(root, name)).find(path => existsSync(path));
  const text = file === undefined ? '' : readFileSync(file, 'utf8');
  const named = new Set([...text.matchAll(NAMED)].map(([, dot, key]) => dot ?? key));
  return Object.fromEntries(
    Object.entries(environment)
      .filter(([name]) => (PASSED.test(name) && !PLUGIN.test(name)) || named.has(name))
      .map(([name, value]): [string, string] => [name, value ?? ''])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
