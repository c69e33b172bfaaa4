import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import * as v from 'valibot';

import {editFile} from '../../../foundations/files/replace-file.ts';
import {canonicalJson} from '../../../foundations/canonical-json.ts';
import {UserError} from '../../../foundations/user-error.ts';

/** Name of the lock file in the root of a course. */
const LOCK_FILE = 'models.lock.json';

const HashOf = v.union([
  v.strictObject({
    bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  v.strictObject({
    bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
    gitSha1: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  }),
]);

const LockedModel = v.strictObject({
  commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  /** Files by precision; under `config` what is needed of a configuration alone. */
  needs: v.record(v.string(), v.array(v.string())),
  files: v.record(v.string(), HashOf),
});

const Lock = v.strictObject({
  lockVersion: v.literal(1),
  /** By `org/name@revision`, as `course.config.ts` names it. */
  models: v.record(v.string(), LockedModel),
});

/** What a file of a commit is: its size, and SHA-256 (LFS) or Git's hash of its content. */
export type FileLock = v.InferOutput<typeof HashOf>;

/** Whether a size and a hash are what they should be. */
export const isFileLock = (value: unknown): value is FileLock => v.is(HashOf, value);

/** A model at a commit, with what is known of its files. */
export type ModelLock = v.InferOutput<typeof LockedModel>;

/**
 * What is locked for a model, or `null`.
 *
 * @throws UserError where the lock file is damaged.
 */
export async function readLock(root: string, key: string): Promise<ModelLock | null> {
  const {models} = await readAll(root);
  return Object.hasOwn(models, key) ? models[key] : null;
}

/** Lock a model. Names are in order, so that the file has one form. */
export async function writeLock(
  root: string,
  key: string,
  lock: ModelLock,
): Promise<void> {
  const all = await readAll(root);
  const sorted: unknown = JSON.parse(
    canonicalJson({...all, models: {...all.models, [key]: lock}}),
  );
  await editFile(join(root, LOCK_FILE), `${JSON.stringify(sorted, null, 2)}\n`);
}

async function readAll(root: string): Promise<v.InferOutput<typeof Lock>> {
  const text = await readFile(join(root, LOCK_FILE), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );
  if (text === null) return {lockVersion: 1, models: {}};
  try {
    return v.parse(Lock, JSON.parse(text));
  } catch (error) {
    throw new UserError(
      'lock-file',
      `${LOCK_FILE} is damaged: ${(error as Error).message}.`,
      'Restore it from version control, or delete it to lock the models anew.',
    );
  }
}
