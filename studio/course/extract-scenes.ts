import {relative, resolve} from 'node:path';

import {rolesOf} from '../../data-extract/declare/declaration.ts';
import {extract} from '../../data-extract/extract.ts';
import type {ExtractReport} from '../../data-extract/extract.ts';
import type {Device} from '../../data-extract/course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';
import {loadCourse, loadDeclaration} from './load-course.ts';
import {folderOf} from '../command-line/flag-values.ts';
import {recast} from './recast.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {CAPTURES, capturesOf, listCaptured} from './scene-files.ts';
import {selectScenes} from './select-scenes.ts';

/** How captures are made. */
export interface ExtractOptions {
  /** Make them again even where they are fresh. */
  force: boolean;
  /** Whether times that captures hold are measured anew. */
  measure?: boolean;
  /** Whether values that fail a check are written all the same, and marked. */
  keepUnverified?: boolean;
  /** Where models run; default: as the course says. */
  device?: Device;
  /**
   * Models that play roles instead of the course's, as `role=folder` or `role=org/name`.
   * Only captures of these roles are made, and they go into `out`.
   */
  models: readonly string[];
  /** Folder of the captures; with `models`, default `.cache/captures/<role>=<model>`. */
  out?: string;
  /** Folder with `course.config.ts` and `scenes/`; default the repository. */
  root?: string;
  /**
   * Told of each capture that cannot be made for a reason of its own, as where a model has
   * not what it asks for; the others are made all the same. Default: the first one ends it.
   */
  onFailure?: (failure: Failure) => void;
  /** Told before each capture its id, how many are done, and of how many. */
  onCapture?: (id: string, done: number, of: number) => void;
}

/** Codes of errors about what one capture asks for; other causes hold for all of them. */
const OF_ONE: ReadonlySet<string> = new Set([
  'probe',
  'declaration',
  'invariant',
  'model-input',
  'listing',
]);

/** A capture that cannot be made, and why. */
export interface Failure {
  id: string;
  error: UserError;
}

/**
 * Bring the captures of scenes up to date.
 *
 * @param selectors - See {@link selectScenes}; none means every capture there is.
 */
export async function extractScenes(
  selectors: readonly string[],
  {
    force,
    measure = false,
    keepUnverified = false,
    device,
    models,
    out,
    root = courseRoot(),
    onCapture,
    onFailure,
  }: ExtractOptions,
): Promise<ExtractReport[]> {
  const own = await loadCourse(root);
  const {course, roles, name} = recast(own, models, process.cwd());
  const folder =
    out !== undefined
      ? relative(root, resolve(folderOf('--out', out, '')))
      : roles
        ? `.cache/captures/${name}`
        : CAPTURES;
  const all = await listCaptured(root);
  const scenes = selectors.length === 0 ? all : selectScenes(all, selectors);
  const captures = (
    await Promise.all(scenes.map(scene => capturesOf(root, scene)))
  ).flat();
  const reports: ExtractReport[] = [];
  let isAsked = false;
  for (const [done, capture] of captures.entries()) {
    onCapture?.(capture.id, done, captures.length);
    try {
      const declaration = await loadDeclaration(root, capture);
      if (roles && !rolesOf(declaration).some(role => roles.has(role))) continue;
      isAsked = true;
      reports.push(
        await extract({
          id: capture.id,
          declaration,
          course,
          root,
          captures: folder,
          force,
          measure,
          keepUnverified,
          device,
        }),
      );
    } catch (error) {
      if (!onFailure || !(error instanceof UserError) || !OF_ONE.has(error.code))
        throw error;
      isAsked = true;
      onFailure({id: capture.id, error});
    }
  }
  if (roles && !isAsked) {
    throw new UserError(
      'role',
      `None of the scenes asks for the role ${[...roles].join(', ')}.`,
      'Choose other scenes, or another role.',
    );
  }
  return reports;
}
