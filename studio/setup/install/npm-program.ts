import {chmod, mkdtemp, readFile, readdir, rename} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import {makeFolder} from '../../../foundations/files/make-folder.ts';
import {removeCached} from '../../../foundations/files/remove-cached.ts';
import type {Machine} from '../machine-facts.ts';
import {npmFolder, packageName} from '../npm-programs.ts';
import type {NpmProgram} from '../npm-programs.ts';
import {runProgram} from '../run-program.ts';

/** Limit in milliseconds for one package of about 30 MB. */
const TIMEOUT = 120_000;

/**
 * Fetch a package from the npm registry into `.cache/npm`; no script of it is run.
 *
 * @returns Why it could not, or `null`.
 */
export async function fetchNpmProgram(
  {spec, integrity}: NpmProgram,
  {cache, env}: Machine,
): Promise<string | null> {
  const store = join(cache, 'npm');
  await makeFolder(store);
  const folder = await mkdtemp(join(store, 'new-'));
  try {
    const [npm, ...args] = npmCommand(env);
    const {ok, problem} = await runProgram(npm, [...args, ...installArgs(spec, folder)], {
      env,
      timeout: TIMEOUT,
    });
    if (!ok)
      return problem.replace(/^npm error code (E[A-Z_]+)$/, 'npm cannot fetch it ($1)');
    const fetched = await fetchedIntegrity(folder, packageName(spec));
    if (fetched !== integrity)
      return `${spec} is not what it was: its hash is ${fetched}`;
    await removeCached(join(folder, 'cache'));
    await makeExecutable(join(folder, 'node_modules', packageName(spec)));
    const target = join(store, npmFolder(spec));
    await removeCached(target);
    await rename(folder, target);
    return null;
  } finally {
    await removeCached(folder);
  }
}

/** The npm that runs us, or the one that came with Node. */
export function npmCommand(env: Machine['env']): string[] {
  const running = env.npm_execpath;
  if (running && /npm-cli\.c?js$/.test(running)) return [process.execPath, running];
  if (process.platform !== 'win32') return ['npm'];
  return [
    process.execPath,
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
  ];
}

/** A cache of its own, as there may be no home directory to keep one in. */
const installArgs = (spec: string, folder: string): string[] => [
  'install',
  spec,
  '--prefix',
  folder,
  '--cache',
  join(folder, 'cache'),
  '--no-save',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--loglevel=error',
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=500',
  '--fetch-timeout=60000',
];

async function fetchedIntegrity(folder: string, name: string): Promise<string> {
  const file = join(folder, 'node_modules/.package-lock.json');
  const lock: unknown = JSON.parse(await readFile(file, 'utf8'));
  const {packages} = lock as {packages?: Record<string, {integrity?: string}>};
  return packages?.[`node_modules/${name}`]?.integrity ?? 'not known';
}

async function makeExecutable(folder: string): Promise<void> {
  for (const file of await readdir(folder)) {
    if (/^ff(mpeg|probe)(\.exe)?$/.test(file)) await chmod(join(folder, file), 0o755);
  }
}
