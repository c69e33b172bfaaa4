import {relative, resolve} from 'node:path';

import type {Course} from '../../../data-extract/course/course.ts';
import type {ModelSource, Role} from '../../../data-extract/course/roles.ts';
import {modelInputs} from '../../../data-extract/freshness/model-inputs.ts';
import {isInside} from '../../../foundations/files/is-inside.ts';
import {UserError} from '../../../foundations/user-error.ts';

/** A model as every machine of a farm finds the same. */
export interface PinnedModel {
  /** As `--model role=...` takes it: a path that starts in the course, or `org/name@commit`. */
  text: string;
  /** What captures of it depend on. */
  inputs: object;
}

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Say which model plays a role so that other machines mean the same.
 *
 * @throws UserError where no model does, one lies outside of the course, or one of the hub
 * may be another one tomorrow.
 */
export async function pinModel(
  {roles}: Course,
  role: Role,
  root: string,
): Promise<PinnedModel> {
  const source = roles[role];
  if (!source || !isModel(source)) {
    throw new UserError(
      'role',
      `A farm makes captures of models, and none plays the role "${role}".`,
      'Choose other scenes, or let aim extract make them.',
    );
  }
  const now = await modelInputs(source, root);
  const {dtype = null, device = 'cpu'} = source;
  if ('path' in source) {
    const path = relative(root, resolve(root, source.path)).replaceAll('\\', '/');
    if (isInside(path)) return {text: path, inputs: {device, ...now}};
    throw new UserError(
      'farm-model',
      `The model of the role "${role}", ${source.path}, lies outside of the course: other machines do not have it there.`,
      'Put it into the course on each of them, or name a repository of the hub.',
    );
  }
  const {hub, revision} = source;
  const commit = COMMIT.test(revision) ? revision : now?.revision;
  if (commit !== undefined && commit !== null)
    return {text: `${hub}@${commit}`, inputs: {hub, commit, dtype, device}};
  throw new UserError(
    'farm-model',
    `The model of the role "${role}", ${hub}@${revision}, may be another one tomorrow: it is no commit, and models.lock.json does not name one.`,
    `Give ${hub}@ with a commit of 40 digits.`,
  );
}

const isModel = (source: NonNullable<Course['roles'][Role]>): source is ModelSource =>
  'path' in source || 'hub' in source;
