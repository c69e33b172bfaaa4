import type {Course} from '../../../data-extract/course/course.ts';
import {timed} from '../../../foundations/timed.ts';
import {cacheFolder} from '../../../foundations/course-root.ts';
import type {SceneName} from '../../course/scene-files.ts';
import type {Opened} from '../../stage/protocol.ts';
import {coursePlay} from '../page/course-plays.ts';
import {knownPlay} from '../page/known-plays.ts';
import type {LazyPage} from '../page/lazy-page.ts';
import {PlanMemory} from '../plan/plan-memory.ts';
import type {PlayOptions} from '../options/play-options.ts';
import type {ReadyStage} from '../page/with-stage.ts';

/** Opens scenes of the course one after the other, to be drawn on one page. */
export interface CourseOpener {
  /** Its length and cues; what the page draws from now on is this. */
  open(scene: SceneName, locale: string, options: PlayOptions): Promise<Opened>;
  /** Only its length and cues, for which no page is needed where they are known. */
  learn(scene: SceneName, locale: string, options: PlayOptions): Promise<Opened>;
}

/** @param page - The page that draws. */
export function courseOpener(
  {bundle, browser}: Pick<ReadyStage, 'bundle' | 'browser'>,
  {root, course}: {root: string; course: Course},
  page: LazyPage,
): CourseOpener {
  const memory = new PlanMemory(`${cacheFolder()}/plans`, browser, false, null);
  const learn = async (scene: SceneName, locale: string, options: PlayOptions) => {
    const {hashes} = bundle;
    const play = await coursePlay(
      root,
      course,
      scene,
      locale,
      options,
      hashes,
      'allowed',
    );
    const opened = await timed('run through', () =>
      knownPlay(memory, page, play, options.frameTimeout),
    );
    return {play, opened};
  };
  return {
    async open(scene, locale, options) {
      const {play, opened} = await learn(scene, locale, options);
      (await page.get()).show(play.request, opened.scenes, false);
      return opened;
    },
    learn: async (...of) => (await learn(...of)).opened,
  };
}
