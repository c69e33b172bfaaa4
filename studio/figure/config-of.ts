import {existsSync} from 'node:fs';
import {readdir, stat} from 'node:fs/promises';
import {basename, extname, join, resolve} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {fetchConfig} from '../../data-extract/models/hub/fetch-model.ts';
import {sourceOf} from '../../data-extract/models/source-of.ts';
import {didYouMean} from '../../foundations/did-you-mean.ts';
import {ROOT} from '../../foundations/root.ts';
import {UserError} from '../../foundations/user-error.ts';

/** Configurations that come with the tool. */
const KNOWN = join(ROOT, 'assets/configs');
export const CONFIG_FILE = 'config.json';

/** The configuration of a model on this machine. */
export interface PlacedConfig {
  /** Absolute path. */
  file: string;
  /** Repository and commit of one of the hub. */
  hub: {id: string; commit: string} | null;
}

/**
 * The configuration that `--model` names: that of a role of the course, a file, the one
 * in a folder, a known one, or that of a repository of the hub, which is fetched.
 *
 * @param root - Paths of the course start here.
 * @param folder - Paths that are given start here.
 * @throws UserError where there is none, or the hub does not give it.
 */
export async function configOf(
  name: string,
  {roles}: Course,
  root: string,
  folder: string,
): Promise<PlacedConfig> {
  const role: unknown = Object.hasOwn(roles, name)
    ? roles[name as keyof typeof roles]
    : {};
  if (typeof role === 'object' && role !== null) {
    if ('path' in role) return configIn(join(root, String(role.path)), name);
    if ('hub' in role && 'revision' in role)
      return fetched({hub: String(role.hub), revision: String(role.revision)}, root);
  }
  const given = resolve(folder, name);
  if (existsSync(given)) return configIn(given, name);
  const known = (await readdir(KNOWN))
    .filter(file => extname(file) === '.json')
    .map(file => basename(file, '.json'));
  if (known.includes(name)) return {file: join(KNOWN, `${name}.json`), hub: null};
  const source = onHub(name, folder);
  if (source !== null) return fetched(source, root);
  throw new UserError(
    'model-missing',
    `--model ${name}: there is no such configuration.${didYouMean(name, known)}`,
    `Give the ${CONFIG_FILE} of a model, its folder, a role of the course, a repository of the hub as org/name, or one of: ${known.join(', ')}.`,
  );
}

/** A repository of the hub that a name may be, or `null`. */
function onHub(name: string, folder: string): {hub: string; revision: string} | null {
  try {
    const source = sourceOf(name, folder);
    return 'hub' in source ? source : null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

async function fetched(
  source: {hub: string; revision: string},
  root: string,
): Promise<PlacedConfig> {
  const {folder, commit} = await fetchConfig(source, root);
  return {file: join(folder, CONFIG_FILE), hub: {id: source.hub, commit}};
}

async function configIn(place: string, name: string): Promise<PlacedConfig> {
  const found = await stat(place);
  const file = found.isDirectory() ? join(place, CONFIG_FILE) : place;
  if (existsSync(file) && extname(file) === '.json') return {file, hub: null};
  throw new UserError(
    'model-missing',
    `--model ${name} has no ${CONFIG_FILE}, which says how large its cache gets.`,
    `Give a ${CONFIG_FILE}, or a folder with one.`,
  );
}
