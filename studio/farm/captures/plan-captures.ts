import {relative, resolve} from 'node:path';

import {CAPTURE_FORMAT} from '../../../data-extract/capture/format.ts';
import type {Course} from '../../../data-extract/course/course.ts';
import {rolesOf} from '../../../data-extract/declare/declaration.ts';
import type {CaptureDeclaration} from '../../../data-extract/declare/declaration.ts';
import {hashJson} from '../../../foundations/canonical-json.ts';
import {captureVersions} from '../../../foundations/versions.ts';
import {loadCourse, loadDeclaration} from '../../course/load-course.ts';
import {recast} from '../../course/recast.ts';
import {CAPTURES, capturesOf, listCaptured} from '../../course/scene-files.ts';
import {selectScenes} from '../../course/select-scenes.ts';
import {pinModel} from './pin-model.ts';

/** A capture that a machine of a farm can make. */
export interface PlannedCapture {
  /** `<lesson>/<scene>`. */
  id: string;
  /** Of all that its values depend on: declaration, model, versions. */
  key: string;
  declaration: CaptureDeclaration;
}

/** The captures of scenes, with other models where these are given. */
export interface CapturesPlanned {
  course: Course;
  /** Where they go, relative to the course: as with `aim extract`. */
  folder: string;
  /** The models that were given, as every machine finds the same: `role=model`. */
  models: string[];
  captures: PlannedCapture[];
  /** Captures of texts, which no machine has to be found for. */
  texts: string[];
}

/**
 * Find the captures that scenes declare, and their keys. No model is opened.
 *
 * @param selectors - See {@link selectScenes}; none means every capture there is.
 * @param models - As `aim extract --model` takes them.
 * @param folder - Relative paths of models start here.
 * @throws UserError where a model is not the same for every machine.
 */
export async function planCaptures(
  root: string,
  selectors: readonly string[],
  models: readonly string[],
  folder: string,
): Promise<CapturesPlanned> {
  const {course, roles, name} = recast(await loadCourse(root), models, folder);
  const all = await listCaptured(root);
  const scenes = selectors.length === 0 ? all : selectScenes(all, selectors);
  const names = await Promise.all(scenes.map(scene => capturesOf(root, scene)));
  const captures: PlannedCapture[] = [];
  const texts: string[] = [];
  for (const capture of names.flat()) {
    const declaration = await loadDeclaration(root, capture);
    if (roles && !rolesOf(declaration).some(role => roles.has(role))) continue;
    if ('kind' in declaration) {
      texts.push(capture.id);
      continue;
    }
    const {inputs} = await pinModel(course, declaration.role, root);
    const {id} = capture;
    const what = {format: CAPTURE_FORMAT, versions: captureVersions(), id, declaration};
    captures.push({id, declaration, key: hashJson({...what, inputs})});
  }
  const pinned = await Promise.all(
    [...(roles ?? [])].map(async role => {
      const {text} = await pinModel(course, role, root);
      return `${role}=${text}`;
    }),
  );
  return {
    course,
    folder: relative(root, resolve(root, roles ? `.cache/captures/${name}` : CAPTURES)),
    models: pinned,
    captures,
    texts,
  };
}
