import {hashJson, sha256} from '../../foundations/canonical-json.ts';
import {timed} from '../../foundations/timed.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {log} from '../command-line/output.ts';
import {cacheFolder} from '../../foundations/course-root.ts';
import {inCourse, listScenes, readSceneCapture} from '../course/scene-files.ts';
import type {CaptureName} from '../course/scene-files.ts';
import {withNarration} from './plan/with-narration.ts';
import {findFfmpeg} from '../setup/parts.ts';
import {openInputs} from '../freshness/read-inputs.ts';
import type {InputReader} from '../freshness/read-inputs.ts';
import {
  refuseStale,
  scenesWith,
  staleCaptures,
  usedCaptures,
  warnOfStale,
} from '../freshness/stale-captures.ts';
import type {StaleCapture} from '../freshness/stale-captures.ts';
import type {FoundPart} from '../setup/parts.ts';
import {ffmpegEncoder} from './encode/encode-ffmpeg.ts';
import {coursePlay} from './page/course-plays.ts';
import {
  courseVideo,
  lessonVideo,
  sceneVideo,
  wholeCourses,
  wholeLessons,
} from './plan/course-videos.ts';
import type {CourseUnit} from './plan/course-videos.ts';
import type {RenderOptions} from './options/options.ts';
import {knownPlay} from './page/known-plays.ts';
import {lazyPage} from './page/lazy-page.ts';
import {PlanMemory} from './plan/plan-memory.ts';
import {renderPlan} from './render-plan.ts';
import type {RenderOutcome, RenderPlan} from './render-plan.ts';
import {planUnit} from './plan/unit.ts';
import type {UsedCapture, VideoPlan} from './plan/video-plan.ts';
import {withStage} from './page/with-stage.ts';
import type {ReadyStage} from './page/with-stage.ts';

/**
 * Render scenes of the course: build, plan, draw what is missing, assemble.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`; videos and cache go there.
 * @param signal - Stops the render; what is drawn by then stays in the cache.
 * @returns What was made, and which of the captures in it are stale.
 * @throws UserError that names what is wrong; videos of earlier renders stay as they are.
 */
export async function renderScenes(
  root: string,
  course: Course,
  options: RenderOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<RenderOutcome & {stale: StaleCapture[]}> {
  const {scenes, others} = options;
  const stale = await staleCaptures(root, course, scenes, others);
  if (options.preset === 'final' && !options.staleOk) refuseStale(stale);
  warnOfStale(stale);
  const ffmpeg = await findFfmpeg();
  const captures = new Map<string, UsedCapture[]>();
  for (const [scene, names] of await usedCaptures(root, scenes))
    captures.set(scene, await readCaptures(root, names, others, stale));
  const lessons = [...new Set(scenes.map(({lesson}) => lesson))];
  // Read before the bundle is built: what changes in between then counts as changed.
  const old = stale.map(({capture}) => capture);
  const sources = openInputs(root, course, old);
  await sources.prepare(scenes, others);
  return withStage(
    root,
    lessons,
    async stage => {
      const known = {captures, sources, stale: scenesWith(stale)};
      const plan = await timed('plan', () =>
        planCourse(root, course, options, known, stage, ffmpeg),
      );
      await sources.save();
      log.info(plan.encoder.reason);
      const outcome = await renderPlan(root, plan, options, stage, ffmpeg, signal);
      return {...outcome, stale};
    },
    {captures: others},
  );
}

/** Find out how long every scene is in every language, and plan its chunks and videos. */
async function planCourse(
  root: string,
  course: Course,
  options: RenderOptions,
  {
    captures,
    sources,
    stale,
  }: {
    captures: ReadonlyMap<string, UsedCapture[]>;
    sources: InputReader;
    stale: ReadonlySet<string>;
  },
  stage: ReadyStage,
  ffmpeg: FoundPart,
): Promise<RenderPlan> {
  const {bundle, browser, openPage} = stage;
  const {width, height, fps, ground} = options;
  const video = {width, height, fps};
  const memory = new PlanMemory(`${cacheFolder()}/plans`, browser, options.force);
  const page = lazyPage(openPage);
  // What other hosts say, they may say otherwise tomorrow.
  const alone = async (): Promise<boolean> => (await page.get()).reads().length === 0;
  try {
    const needs = {...options, video, alpha: ground === 'none'};
    const encoder = await ffmpegEncoder(needs, stage.server, ffmpeg);
    const tools = {browser, encoder: encoder.identity};
    const units: CourseUnit[] = [];
    for (const scene of options.scenes) {
      for (const locale of options.locales) {
        const play = await coursePlay(
          root,
          course,
          scene,
          locale,
          {...options, stale},
          bundle.hashes,
        );
        const opened = await knownPlay(memory, page, play, options.frameTimeout);
        const unit = planUnit(play, opened, tools);
        units.push({
          scene,
          locale,
          unit,
          captures: captures.get(scene.id) ?? [],
          inputs: await sources.inputsOf(
            scene,
            locale,
            options,
            encoder.identity,
            browser,
          ),
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
    await memory.tidy();
    const lessons = wholeLessons(units, orders, options.locales);
    const all = (await listScenes(root)).filter(inCourse);
    const names = [...new Set(all.map(({lesson}) => lesson))].sort();
    const courses = wholeCourses(lessons, names, options.locales);
    const plans: [VideoPlan, readonly CourseUnit[]][] = [
      ...units.map((unit): [VideoPlan, CourseUnit[]] => [
        sceneVideo(unit, options),
        [unit],
      ]),
      ...lessons.map(({lesson, locale, parts}): [VideoPlan, CourseUnit[]] => [
        lessonVideo(lesson, locale, parts, options),
        parts,
      ]),
      ...courses.map(({locale, lessons: own}): [VideoPlan, CourseUnit[]] => [
        courseVideo(locale, own, options),
        own.flatMap(({parts}) => parts),
      ]),
    ];
    // One after the other: a recording takes much room while it is cut.
    const spoken: VideoPlan[] = [];
    for (const [video, parts] of plans)
      spoken.push(await withNarration(root, video, parts, options, ffmpeg.path));
    return {
      encoder,
      videos: spoken.slice(0, units.length),
      joined: spoken.slice(units.length),
    };
  } finally {
    await page.close();
  }
}

async function readCaptures(
  root: string,
  names: readonly CaptureName[],
  others: string | null,
  stale: readonly StaleCapture[],
): Promise<UsedCapture[]> {
  return Promise.all(
    names.map(async name => {
      const {capture, tensors} = (await readSceneCapture(root, name, others)).data;
      const reasons = stale.find(one => one.capture === name.id)?.reasons ?? [];
      return {
        capture,
        sha256: sha256(JSON.stringify(capture) + tensors),
        stale: reasons,
      };
    }),
  );
}
