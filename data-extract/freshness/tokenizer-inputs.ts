import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import type {Course} from '../course/course.ts';
import type {TokenizerRole, TokenizerSource} from '../course/roles.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {packageVersion} from '../../foundations/versions.ts';
import {readLock} from '../models/hub/lock-file.ts';
import type {TokenizerInputs} from './changes.ts';
import {remembered} from './remembered.ts';

/**
 * What tokens of a tokenizer depend on; nothing is fetched.
 *
 * @param root - Relative paths start here, and `models.lock.json` lies here.
 * @returns `null` where no tokenizer plays the role, or one that is not locked yet.
 */
export async function tokenizerInputs(
  role: TokenizerRole,
  course: Course,
  root: string,
): Promise<TokenizerInputs | null> {
  const source = course.roles[role];
  const origin = source && (await originOf(source, root));
  return origin ? {name: role.slice('tokenizer:'.length), ...origin} : null;
}

async function originOf(
  source: TokenizerSource,
  root: string,
): Promise<Omit<TokenizerInputs, 'name'> | null> {
  if ('npm' in source) return {from: `${source.npm}@${source.version}`, sha256: null};
  if ('package' in source) {
    const from = `${source.package}@${packageVersion(source.package)}`;
    if (source.package !== 'js-tiktoken') return {from, sha256: null};
    // One package with several vocabularies, large enough to take a while to load.
    const {encoding} = source;
    const sha256 = await remembered(
      root,
      'vocabularies',
      `${from} ${encoding}`,
      async () =>
        (await import('../text/vocabularies/tiktoken.ts')).tiktokenSha256(encoding),
    );
    return {from, sha256};
  }
  if ('path' in source) {
    const file = join(root, source.path, 'tokenizer.json');
    const bytes = existsSync(file) ? await readFile(file) : '';
    return {from: source.path, sha256: sha256(bytes)};
  }
  const lock = await readLock(root, `${source.hub}@${source.revision}`);
  return lock && {from: `${source.hub}@${lock.commit}`, sha256: null};
}
