import {existsSync} from 'node:fs';
import {resolve} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {didYouMean} from '../../foundations/did-you-mean.ts';
import {sourceOf} from '../../data-extract/models/source-of.ts';
import type {ModelRole, Role, TokenizerRole} from '../../data-extract/course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';

/** A course in which other models play some roles. */
export interface Recast {
  course: Course;
  /** The roles that changed, `null` where none did. */
  roles: ReadonlySet<Role> | null;
  /** Name of a folder for what is made with it. */
  name: string;
}

/**
 * Give roles to other models for once.
 *
 * @param models - `role=model` each; the model as `aim capture` takes it.
 * @param folder - Relative paths start here.
 * @param flag - What messages call the models by.
 * @throws UserError where a role is unknown or a model is not there.
 */
export function recast(
  course: Course,
  models: readonly string[],
  folder: string,
  flag = '--model',
): Recast {
  if (models.length === 0) return {course, roles: null, name: ''};
  const roles = {...course.roles};
  const changed = new Set<Role>();
  for (const entry of models) {
    const [, role, model] = /^([^=]*)=(.+)$/.exec(entry) ?? [];
    const known = role !== undefined && Object.hasOwn(course.roles, role);
    if (!known) {
      const names = Object.keys(course.roles);
      throw new UserError(
        'role',
        `${flag} ${entry} names no role of the course.${didYouMean(role ?? entry, names)}`,
        `Write role=folder or role=org/name; the roles are ${names.join(', ')}.`,
      );
    }
    if (role === 'word-vectors') {
      roles[role] = {path: vectorsFile(model, folder)};
      changed.add(role);
      continue;
    }
    const given = role as ModelRole | TokenizerRole;
    roles[given] = sourceOf(model, folder);
    changed.add(given);
  }
  const whole = models.map(entry => entry.replace(/[^\w.=@-]+/g, '--')).join('+');
  // A name has its limits, and a path of a model may be longer.
  const name =
    whole.length <= 120 ? whole : `${whole.slice(0, 100)}-${sha256(whole).slice(0, 12)}`;
  return {course: {...course, roles}, roles: changed, name};
}

function vectorsFile(text: string, folder: string): string {
  const file = resolve(folder, text);
  if (existsSync(file)) return file;
  throw new UserError(
    'word-vectors',
    `There is no file ${text} with word vectors.`,
    'Write word-vectors=file: a text file with a word and its numbers per line.',
  );
}
