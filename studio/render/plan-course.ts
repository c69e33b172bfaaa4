import {hashJson} from '../../foundations/canonical-json.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {cacheFolder} from '../../foundations/course-root.ts';
import {inCourse, listScenes, readLesson} from '../course/scene-files.ts';
import type {SceneName} from '../course/scene-files.ts';
import type {InputReader} from '../freshness/read-inputs.ts';
import type {FoundPart} from '../setup/parts.ts';
import {ffmpegEncoder} from './encode/encode-ffmpeg.ts';
import {coursePlay} from './page/course-plays.ts';
import {knownPlay} from './page/known-plays.ts';
import {lazyPage} from './page/lazy-page.ts';
import type {ReadyStage} from './page/with-stage.ts';
import {
  courseVideo,
  lessonVideo,
  sceneVideo,
  wholeCourses,
  wholeLessons,
} from './plan/course-videos.ts';
import type {CourseUnit, WholeLesson} from './plan/course-videos.ts';
import type {RenderOptions} from './options/options.ts';
import {PlanMemory} from './plan/plan-memory.ts';
import {CARD_SCENE, cardOf, cardPlay} from './plan/title-cards.ts';
import {planUnit} from './plan/unit.ts';
import type {Play, RenderUnit} from './plan/unit.ts';
import type {UsedCapture, VideoPlan} from './plan/video-plan.ts';
import {withNarration} from './plan/with-narration.ts';
import type {RenderPlan} from './render-plan.ts';
import {openStore} from './store/open-store.ts';

/** What is known of a course before it is planned. */
export interface KnownCourse {
  /** Captures that scenes show, by scene. */
  captures: ReadonlyMap<string, UsedCapture[]>;
  sources: InputReader;
  /** Scenes that show a stale capture. */
  stale: ReadonlySet<string>;
  /** Lessons that get a title card. */
  carded: readonly string[];
}

/** Find out how long every scene is in every language, and plan its chunks and videos. */
export async function planCourse(
  root: string,
  course: Course,
  options: RenderOptions,
  {captures, sources, stale, carded}: KnownCourse,
  {bundle, browser, openPage, server}: ReadyStage,
  ffmpeg: FoundPart,
): Promise<RenderPlan> {
  const {width, height, fps, ground, locales, frameTimeout} = options;
  const memory = new PlanMemory(
    `${cacheFolder()}/plans`,
    browser,
    options.force,
    openStore(options.store),
  );
  const page = lazyPage(openPage);
  // What other hosts say, they may say otherwise tomorrow.
  const alone = async (): Promise<boolean> => (await page.get()).reads().length === 0;
  try {
    const needs = {...options, video: {width, height, fps}, alpha: ground === 'none'};
    const encoder = await ffmpegEncoder(needs, server, ffmpeg);
    const playOf = (scene: SceneName, locale: string): Promise<Play> =>
      coursePlay(root, course, scene, locale, {...options, stale}, bundle.hashes);
    const plan = async (play: Play): Promise<RenderUnit> => {
      const opened = await knownPlay(memory, page, play, frameTimeout);
      return planUnit(play, opened, {browser, encoder: encoder.identity});
    };
    const inputsOf = (scene: SceneName, locale: string) =>
      sources.inputsOf(scene, locale, options, encoder.identity, browser);

    const units: CourseUnit[] = [];
    for (const scene of options.scenes) {
      for (const locale of locales) {
        units.push({
          scene,
          locale,
          unit: await plan(await playOf(scene, locale)),
          captures: captures.get(scene.id) ?? [],
          inputs: await inputsOf(scene, locale),
        });
      }
    }
    const orders = new Map<string, string[]>();
    for (const lesson of new Set(options.scenes.map(scene => scene.lesson))) {
      const facts = await memory.recall(
        {lesson, bundle: hashJson(bundle.hashes)},
        async () => (await page.get()).call('project', lesson),
        alone,
      );
      orders.set(lesson, facts.scenes);
    }
    const lessons: WholeLesson[] = [];
    for (const whole of wholeLessons(units, orders, locales)) {
      const {lesson, locale, parts} = whole;
      const info = carded.includes(lesson) ? (await readLesson(root, lesson)).data : null;
      const said =
        info &&
        cardOf(
          info,
          locale,
          parts.map(({unit}) => unit.opened.title),
        );
      const card =
        said && (await plan(cardPlay(await playOf(CARD_SCENE, locale), lesson, said)));
      lessons.push({...whole, card});
    }
    await memory.tidy();
    const all = (await listScenes(root)).filter(inCourse);
    const names = [...new Set(all.map(({lesson}) => lesson))].sort();
    const plans: VideoPlan[] = [
      ...units.map(unit => sceneVideo(unit, options)),
      ...lessons.map(whole => lessonVideo(whole, options)),
      ...wholeCourses(lessons, names, locales).map(whole => courseVideo(whole, options)),
    ];
    // One after the other: a recording takes much room while it is cut.
    const spoken: VideoPlan[] = [];
    for (const video of plans)
      spoken.push(await withNarration(root, video, options, ffmpeg.path));
    return {
      encoder,
      videos: spoken.slice(0, units.length),
      joined: spoken.slice(units.length),
    };
  } finally {
    await page.close();
  }
}
