import {join} from 'node:path';

import {damageOf, readCapture} from '../../data-extract/capture/capture-folder.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {whyStale} from '../../data-extract/freshness/why-stale.ts';
import type {WantedCapture} from '../../data-extract/freshness/why-stale.ts';
import {UserError} from '../../foundations/user-error.ts';
import {loadDeclaration} from '../course/load-course.ts';
import type {LoadModule} from '../course/load-course.ts';
import {CAPTURES, capturesOf} from '../course/scene-files.ts';
import type {CaptureName, SceneName} from '../course/scene-files.ts';

/** Whether something that was made is what its inputs say. */
export type State = 'fresh' | 'stale' | 'missing';

/** A capture and whether it is what its declaration and its model say. */
export interface CaptureState {
  /** Id of the capture; most have the name of their scene. */
  scene: string;
  state: State;
  /** What has changed, each in words. */
  reasons: string[];
}

/**
 * The states of the captures that scenes declare, from files alone.
 *
 * @param root - The repository.
 */
export async function captureStates(
  root: string,
  course: Course,
  scenes: readonly SceneName[],
): Promise<CaptureState[]> {
  const names = await Promise.all(scenes.map(scene => capturesOf(root, scene)));
  const wanted = {course, root, seen: new Map()};
  return Promise.all(names.flat().map(name => captureState(wanted, name)));
}

/**
 * The state of one of the course's own captures.
 *
 * @param load - How its declaration is read.
 */
export async function captureState(
  wanted: Omit<WantedCapture, 'id' | 'declaration'>,
  name: CaptureName,
  load?: LoadModule,
): Promise<CaptureState> {
  const {root} = wanted;
  const scene = name.id;
  const folder = join(root, CAPTURES, name.id);
  const former = await readCapture(folder);
  if (!former) {
    const reason = (await damageOf(folder)) ?? 'not captured yet';
    return {scene, state: 'missing', reasons: [reason]};
  }
  try {
    const declaration = await loadDeclaration(root, name, load);
    const reasons = await whyStale({...wanted, id: name.id, declaration}, former.capture);
    return {scene, state: reasons.length > 0 ? 'stale' : 'fresh', reasons};
  } catch (error) {
    // What stands in the way of making it again is what there is to say of it.
    if (error instanceof UserError) {
      return {scene, state: 'stale', reasons: [error.message.replace(/\.$/, '')]};
    }
    throw error;
  }
}
