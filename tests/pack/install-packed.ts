import {spawn} from 'node:child_process';
import {mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {createHash} from 'node:crypto';
import {join} from 'node:path';

import {ROOT} from '../../foundations/root.ts';
import {npmCommand} from '../../studio/setup/install/npm-program.ts';

const [NPM, ...NPM_ARGS] = npmCommand(process.env);

/** What a program said. */
export interface Said {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Run a program; the tests' own process stays free to answer meanwhile. */
export function runProgram(
  program: string,
  args: readonly string[],
  {cwd, env = process.env}: {cwd: string; env?: NodeJS.ProcessEnv},
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {cwd, env});
    const said: Said = {status: null, stdout: '', stderr: ''};
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
    child.on('error', reject);
    child.on('close', status => resolve({...said, status}));
  });
}

/** Run npm, and fail with what it said. */
export async function npm(folder: string, args: readonly string[]): Promise<string> {
  const said = await runProgram(NPM, [...NPM_ARGS, ...args], {cwd: folder});
  if (said.status === 0) return said.stdout;
  throw new Error(`npm ${args.join(' ')}: ${said.stdout}\n${said.stderr}`);
}

interface LockEntry {
  version?: string;
  dev?: boolean;
}

interface PackageFile {
  name: string;
  version: string;
  bin?: object;
  dependencies?: object;
  optionalDependencies?: object;
}

/**
 * Install packed files in a folder as a user would, with the versions that this repository
 * is locked to, so that nothing newer comes in and npm's cache is enough.
 *
 * @param strategy - `linked` gives each package its own dependencies alone, by links into a
 * folder of all, as pnpm lays them out.
 */
export async function installPacked(
  folder: string,
  files: readonly {file: string; source: string}[],
  strategy: 'hoisted' | 'linked' = 'hoisted',
): Promise<void> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const packages: Record<string, object> = {};
  const dependencies: Record<string, string> = {};
  for (const {file, source} of files) {
    const own = JSON.parse(
      await readFile(join(source, 'package.json'), 'utf8'),
    ) as PackageFile;
    dependencies[own.name] = `file:${file}`;
    const sha512 = createHash('sha512').update(await readFile(join(folder, file)));
    packages[`node_modules/${own.name}`] = {
      version: own.version,
      resolved: `file:${file}`,
      integrity: `sha512-${sha512.digest('base64')}`,
      bin: own.bin,
      dependencies: own.dependencies,
      optionalDependencies: own.optionalDependencies,
    };
  }
  for (const [path, entry] of Object.entries(lock.packages))
    if (path !== '' && entry.dev !== true) packages[path] = entry;
  const json = (value: object): string => JSON.stringify(value, null, 2);
  await writeFile(join(folder, 'package.json'), json({private: true, dependencies}));
  await writeFile(
    join(folder, 'package-lock.json'),
    json({lockfileVersion: 3, packages: {'': {dependencies}, ...packages}}),
  );
  await npm(folder, [
    'ci',
    `--install-strategy=${strategy}`,
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
  ]);
}

/** What a course's tests need besides, which the repository has installed already. */
export async function linkTestTools(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules/.bin'), {recursive: true});
  const there = new Set(await readdir(join(folder, 'node_modules')));
  for (const [name, bin] of [
    ['typescript', 'bin/tsc'],
    ['vitest', 'vitest.mjs'],
  ]) {
    const own = join(ROOT, 'node_modules', name);
    if (!there.has(name)) await symlink(own, join(folder, 'node_modules', name), 'dir');
    const program = bin === 'bin/tsc' ? 'tsc' : name;
    await symlink(join(own, bin), join(folder, 'node_modules/.bin', program));
  }
}
