import {showsOf} from '../../scenes/script/shows.ts';
import {loadCourse} from '../course/load-course.ts';
import {courseOpener} from '../render/stills/course-opener.ts';
import {lazyPage} from '../render/page/lazy-page.ts';
import {resolveOptions} from '../render/options/options.ts';
import {withStage} from '../render/page/with-stage.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {capturesOf, listScenes, readSceneScript} from '../course/scene-files.ts';
import {staleCaptures, warnOfStale} from '../freshness/stale-captures.ts';
import {selectScenes} from '../course/select-scenes.ts';

/** A scene as `aim scenes` reports it. */
export interface SceneFacts {
  id: string;
  lesson: string;
  /** Id in the storyboard. */
  storyboard: string;
  /** By locale, values filled in. */
  title: Record<string, string>;
  /** By locale: what moves and why, where the script says it. */
  shows: Record<string, string>;
  cues: string[];
  captures: string[];
  /** Length by locale. */
  seconds: Record<string, number>;
}

/**
 * Describe scenes. Lengths come from running each scene once in the browser: they
 * depend on captions, captured values and edited time events.
 *
 * @param selectors - See {@link selectScenes}.
 */
export async function describeScenes(
  selectors: readonly string[],
): Promise<SceneFacts[]> {
  const root = courseRoot();
  const course = await loadCourse(root);
  const scenes = selectScenes(await listScenes(root), selectors);
  const options = resolveOptions({}, scenes, course, 1);
  const lessons = [...new Set(scenes.map(({lesson}) => lesson))];
  // Lengths follow from captions, which name captured values.
  warnOfStale(await staleCaptures(root, course, scenes));
  return withStage(root, lessons, async stage => {
    const {learn} = courseOpener(stage, {root, course}, lazyPage(stage.openPage));
    const facts: SceneFacts[] = [];
    for (const scene of scenes) {
      const {data: script} = await readSceneScript(root, scene);
      const title: Record<string, string> = {};
      const seconds: Record<string, number> = {};
      let cues: string[] = [];
      for (const locale of course.locales) {
        const opened = await learn(scene, locale, options);
        title[locale] = opened.title ?? '';
        seconds[locale] = opened.frames / options.fps;
        cues = opened.cues.map(cue => cue.name);
      }
      facts.push({
        id: scene.id,
        lesson: scene.lesson,
        storyboard: Object.values(script.locales)[0].storyboard,
        title,
        shows: showsOf(script),
        cues,
        captures: (await capturesOf(root, scene)).map(({id}) => id),
        seconds,
      });
    }
    return facts;
  });
}
