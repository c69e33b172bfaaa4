/**
 * What tests of a course ask for, from `attention-in-motion/testing`: its captures and its
 * captions, read from its files.
 */

import {courseRoot} from '../../foundations/course-root.ts';
import {interpolate} from '../../scenes/script/interpolate.ts';
import type {ScriptValues} from '../../scenes/script/interpolate.ts';
import type {CaptureFiles} from '../../scenes/captured/reader.ts';
import {readSceneCapture, readSceneScript, sceneOf} from '../course/scene-files.ts';

/**
 * The capture of a scene, as `openCapture` takes it.
 *
 * @param id - `<lesson>/<scene>`.
 * @throws UserError where there is none.
 */
export async function capturedFiles(id: string): Promise<CaptureFiles> {
  const {data} = await readSceneCapture(courseRoot(), sceneOf(id));
  return data as CaptureFiles;
}

/**
 * What a scene says at its cues, by language.
 *
 * @param id - `<lesson>/<scene>`.
 * @param values - What its captions name.
 * @throws Error where a caption names what is not among the values.
 */
export async function captionsOf(
  id: string,
  values: ScriptValues,
): Promise<Record<string, string[]>> {
  const {data} = await readSceneScript(courseRoot(), sceneOf(id));
  return Object.fromEntries(
    Object.entries(data.locales).map(([locale, {cues}]) => [
      locale,
      cues.map(({caption}) => interpolate(caption, values)),
    ]),
  );
}
