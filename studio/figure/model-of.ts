import {join} from 'node:path';

import type {Course} from '../../data-extract/course/course.ts';
import {sourceOf} from '../../data-extract/models/source-of.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {UserError} from '../../foundations/user-error.ts';

/**
 * What `--model` names, as the capture engine takes it: the model of a role of the course,
 * else a folder, a file or a repository of the hub.
 *
 * @param folder - Relative paths start here.
 * @throws UserError where there is none.
 */
export function modelOf(name: string, course: Course, folder: string): string {
  const role: unknown = Object.hasOwn(course.roles, name)
    ? course.roles[name as keyof Course['roles']]
    : null;
  if (role === null || typeof role !== 'object') return named(name, course, folder);
  if ('path' in role) return join(courseRoot(), String(role.path));
  if ('hub' in role && 'revision' in role)
    return `${String(role.hub)}@${String(role.revision)}`;
  throw new UserError(
    'model-missing',
    `--model ${name} is a role without a model that runs.`,
    `Give one of: ${rolesOf(course)}.`,
  );
}

function named(name: string, course: Course, folder: string): string {
  try {
    sourceOf(name, folder);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const remedy = `${error.remedy} Roles of the course are ${rolesOf(course)}.`;
    throw new UserError(error.code, `--model: ${error.message}`, remedy);
  }
  return name;
}

const rolesOf = ({roles}: Course): string =>
  Object.keys(roles)
    .filter(role => !role.includes(':') && role !== 'word-vectors')
    .join(', ');
