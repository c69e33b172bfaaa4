import type {Course} from '../../../data-extract/course/course.ts';
import {UserError} from '../../../foundations/user-error.ts';
import type {SceneName} from '../../course/scene-files.ts';
import type {Opened, OpenRequest} from '../../stage/protocol.ts';
import {withFrameTimeout} from './frame-timeout.ts';
import {StageError} from './call-stage.ts';
import type {StagePage} from './stage-page.ts';
import {openRequest} from '../plan/unit.ts';
import type {PlayOptions} from '../options/play-options.ts';
import type {Play} from '../plan/unit.ts';

/** Run a scene of the course through once on a page, to learn its length and cues. */
export async function openUnit(
  page: StagePage,
  scene: SceneName,
  locale: string,
  options: PlayOptions,
  course: Course,
): Promise<{request: OpenRequest; opened: Opened}> {
  const request = openRequest(scene, locale, options, course.video);
  const name = `${scene.id} ${locale}`;
  const explain = (error: unknown): unknown => sceneError(error, scene, locale);
  const opened = await openPlay(page, {name, request, explain}, options.frameTimeout);
  return {request, opened};
}

/**
 * Run a play through once on a page, to learn its length and cues.
 *
 * @param seconds - How long that may take.
 */
export async function openPlay(
  page: StagePage,
  {name, request, explain}: Pick<Play, 'name' | 'request' | 'explain'>,
  seconds: number,
): Promise<Opened> {
  try {
    return await withFrameTimeout(page, name, seconds, () => page.call('open', request));
  } catch (error) {
    throw explain(error);
  }
}

/** A failure in the page as an error about the scene. */
export function sceneError(
  error: unknown,
  {id, lesson, scene}: SceneName,
  locale: string,
): unknown {
  if (!(error instanceof StageError)) return error;
  return new UserError(
    'scene',
    `Scene ${id} (${locale}): ${error.message}`,
    `Correct scenes/${lesson}/${scene}.tsx, its script or its capture; ` +
      `\`npm start\` shows the scene in the editor.`,
  );
}
