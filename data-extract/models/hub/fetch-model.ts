import {existsSync} from 'node:fs';
import {copyFile, lstat, rename, rm, symlink, writeFile} from 'node:fs/promises';
import {dirname, join, posix, relative} from 'node:path';

import {getRepoFolderName} from '@huggingface/hub';

import type {ModelDtype} from '../../course/roles.ts';
import {isInside} from '../../../foundations/files/is-inside.ts';
import {makeFolder} from '../../../foundations/files/make-folder.ts';
import {partialName} from '../../../foundations/files/partial-name.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {externalNames} from '../../graph/external-names.ts';
import {download, PATIENCE} from './download.ts';
import type {Patience} from './download.ts';
import {commitOf, filesOf} from './hub-listing.ts';
import {readLock, writeLock} from './lock-file.ts';
import type {ModelLock} from './lock-file.ts';
import {neededFiles} from './needed-files.ts';
import {hubSettings} from './settings.ts';
import type {HubSettings} from './settings.ts';
import {hashName, mismatch} from './verify.ts';

/** A model of the hub in the cache of this machine. */
export interface FetchedModel {
  /** Its folder in the Hugging Face cache. */
  folder: string;
  commit: string;
  /** What the commit was looked up from, `null` where the course names the commit. */
  branch: string | null;
}

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Bring the files of a hub model into the Hugging Face cache, each compared with
 * `models.lock.json`. Where the lock and the cache have all, nothing is asked of the hub.
 *
 * @param source - Repository, revision and precision.
 * @param root - Folder of the lock file; a model that is not locked yet is added to it.
 * @throws UserError naming the file that is missing, damaged or another one.
 */
export async function fetchModel(
  source: {hub: string; revision: string; dtype?: ModelDtype},
  root: string,
  settings: HubSettings = hubSettings(),
  patience: Patience = PATIENCE,
): Promise<FetchedModel> {
  const {hub, revision, dtype = 'fp32'} = source;
  const key = `${hub}@${revision}`;
  const need = {name: dtype, choose: (paths: string[]) => neededFiles(paths, dtype)};
  const lock = await lockedFiles(source, need, root, settings);
  const repository = repositoryOf(hub, settings);
  const bring = (model: ModelLock): Promise<string> =>
    bringFiles(hub, model, dtype, repository, settings, patience);
  const {commit} = lock;
  const folder = await bring(lock);
  // A graph may keep weights under any name, which it tells only when it is there.
  const whole = await withNamedWeights(hub, lock, dtype, folder, settings);
  if (whole !== lock) {
    await writeLock(root, key, whole);
    await bring(whole);
  }
  const branch = COMMIT.test(revision) ? null : revision;
  if (branch !== null) await writeRef(repository, branch, commit);
  return {folder, commit, branch};
}

/** What of a repository is configuration alone. */
const CONFIG = {
  name: 'config',
  choose: (paths: string[]) => paths.filter(path => path === 'config.json'),
};

/**
 * Bring the `config.json` of a hub model into the Hugging Face cache, and nothing else of
 * it; locked and compared as {@link fetchModel} does.
 *
 * @param source - Repository and revision.
 * @returns The folder that holds it.
 * @throws UserError where it is missing, damaged or another one.
 */
export async function fetchConfig(
  source: {hub: string; revision: string},
  root: string,
  settings: HubSettings = hubSettings(),
  patience: Patience = PATIENCE,
): Promise<Omit<FetchedModel, 'branch'>> {
  const {hub, revision} = source;
  const lock = await lockedFiles(source, CONFIG, root, settings);
  if (lock.needs[CONFIG.name].length === 0) {
    throw new UserError(
      'hub-missing',
      `${hub}@${revision} has no config.json.`,
      'Give a repository that has one.',
    );
  }
  const repository = repositoryOf(hub, settings);
  const folder = await bringFiles(hub, lock, CONFIG.name, repository, settings, patience);
  return {folder, commit: lock.commit};
}

const repositoryOf = (hub: string, {cache}: HubSettings): string =>
  join(cache, getRepoFolderName({type: 'model', name: hub}));

/** The lock of a model with what is needed of it, looked up and kept where it lacks that. */
async function lockedFiles(
  source: {hub: string; revision: string},
  need: Need,
  root: string,
  settings: HubSettings,
): Promise<ModelLock> {
  const {hub, revision} = source;
  if (!isInside(revision)) throw unsafe(hub, `the revision ${JSON.stringify(revision)}`);
  const key = `${hub}@${revision}`;
  const lock = await lockOf(source, need, await readLock(root, key), settings);
  if (lock.isNew) await writeLock(root, key, lock.model);
  return lock.model;
}

/** Files of a repository that are needed together. */
interface Need {
  /** What the lock calls them: a precision, or `config`. */
  name: string;
  /** @param paths - All files of the repository. */
  choose(paths: string[]): string[];
}

/** Bring the locked files of a need into the cache. Returns the snapshot's folder. */
async function bringFiles(
  hub: string,
  {commit, needs, files}: ModelLock,
  need: string,
  repository: string,
  settings: HubSettings,
  patience: Patience,
): Promise<string> {
  const folder = join(repository, 'snapshots', commit);
  for (const path of needs[need]) {
    const name = `${hub}@${commit.slice(0, 7)}: ${path}`;
    const place = join(folder, path);
    if (!existsSync(place)) {
      const blob = join(repository, 'blobs', hashName(files[path]));
      if (!existsSync(blob)) {
        const url = `${settings.endpoint}/${hub}/resolve/${commit}/${encodeURI(path)}`;
        await download({url, name, target: blob, lock: files[path]}, settings, patience);
      }
      await link(blob, place);
    }
    const wrong = await mismatch(place, files[path]);
    if (wrong !== null) {
      throw new UserError(
        'model-corrupt',
        `${name} in the cache is not the locked file: ${wrong}.`,
        `Delete ${place} and what it links to, and run it again.`,
      );
    }
  }
  return folder;
}

/** A lock with the weights that its graphs name themselves; the same where it has them. */
async function withNamedWeights(
  hub: string,
  model: ModelLock,
  dtype: ModelDtype,
  folder: string,
  settings: HubSettings,
): Promise<ModelLock> {
  const needed = model.needs[dtype];
  const missing = needed
    .filter(path => path.endsWith('.onnx'))
    .flatMap(path =>
      externalNames(join(folder, path))
        .filter(isInside)
        .map(name => posix.join(posix.dirname(path), name)),
    )
    .filter(path => !needed.includes(path));
  if (missing.length === 0) return model;
  const all = await filesOf(hub, model.commit, settings);
  const found = [...new Set(missing)].filter(path => all.has(path));
  if (found.length === 0) return model;
  return {
    ...model,
    needs: {...model.needs, [dtype]: [...needed, ...found]},
    files: {
      ...model.files,
      ...Object.fromEntries([...all].filter(([path]) => found.includes(path))),
    },
  };
}

/** The lock of a model with the files of a need, looked up where it lacks them. */
async function lockOf(
  {hub, revision}: {hub: string; revision: string},
  {name, choose}: Need,
  known: ModelLock | null,
  settings: HubSettings,
): Promise<{model: ModelLock; isNew: boolean}> {
  if (known && Object.hasOwn(known.needs, name) && isWhole(known, name)) {
    return {model: known, isNew: false};
  }
  const commit =
    known?.commit ??
    (COMMIT.test(revision) ? revision : await commitOf(hub, revision, settings));
  const all = await filesOf(hub, commit, settings);
  const needed = choose([...all.keys()]);
  for (const path of needed) {
    if (!isInside(path)) {
      throw unsafe(hub, `the file ${JSON.stringify(path)}`);
    }
  }
  const model: ModelLock = {
    commit,
    needs: {...known?.needs, [name]: needed},
    files: {
      ...known?.files,
      ...Object.fromEntries([...all].filter(([path]) => needed.includes(path))),
    },
  };
  return {model, isNew: true};
}

const unsafe = (hub: string, what: string): UserError =>
  new UserError(
    'model-unsafe',
    `${hub} names ${what}, which leads out of its folder.`,
    'Do not use this repository.',
  );

const isWhole = ({needs, files}: ModelLock, need: string): boolean =>
  needs[need].every(path => Object.hasOwn(files, path) && isInside(path));

/** As huggingface_hub lays it out: links into the blobs, copies where links are forbidden. */
async function link(blob: string, place: string): Promise<void> {
  await makeFolder(dirname(place));
  // A link whose blob was deleted is there, but leads nowhere.
  const there = await lstat(place).catch(() => null);
  if (there?.isSymbolicLink()) await rm(place);
  try {
    await symlink(relative(dirname(place), blob), place);
  } catch {
    await copyFile(blob, partialName(place));
    await rename(partialName(place), place);
  }
}

async function writeRef(
  repository: string,
  branch: string,
  commit: string,
): Promise<void> {
  const file = join(repository, 'refs', branch);
  await makeFolder(dirname(file));
  // Other programs share the cache: where one of them has looked the branch up, that stays.
  await writeFile(file, commit, {flag: 'wx'}).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
