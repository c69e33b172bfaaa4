import {sha256} from '../../foundations/canonical-json.ts';
import {timed} from '../../foundations/timed.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {log} from '../command-line/output.ts';
import {listScenes, readSceneCapture} from '../course/scene-files.ts';
import type {CaptureName} from '../course/scene-files.ts';
import {findFfmpeg} from '../setup/parts.ts';
import {openInputs} from '../freshness/read-inputs.ts';
import {
  refuseStale,
  scenesWith,
  staleCaptures,
  usedCaptures,
  warnOfStale,
} from '../freshness/stale-captures.ts';
import type {StaleCapture} from '../freshness/stale-captures.ts';
import type {RenderOptions} from './options/options.ts';
import {planCourse} from './plan-course.ts';
import {renderPlan} from './render-plan.ts';
import type {PlannedRender, RenderOutcome} from './render-plan.ts';
import {CARD_SCENE, lessonsWithCards} from './plan/title-cards.ts';
import type {UsedCapture} from './plan/video-plan.ts';
import {withStage} from './page/with-stage.ts';

/**
 * Render scenes of the course: build, plan, draw what is missing, assemble.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`; videos and cache go there.
 * @param signal - Stops the render; what is drawn by then stays in the cache.
 * @returns What was made, and which of the captures in it are stale.
 * @throws UserError that names what is wrong; videos of earlier renders stay as they are.
 */
export function renderScenes(
  root: string,
  course: Course,
  options: RenderOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<RenderOutcome & {stale: StaleCapture[]}> {
  return withScenePlan(root, course, options, async ({plan, stage, ffmpeg, stale}) => ({
    ...(await renderPlan(root, plan, options, stage, ffmpeg, signal)),
    stale,
  }));
}

/**
 * Plan a render of scenes, with the stage that can draw it.
 *
 * @param use - What to do with it; afterwards the stage is gone.
 */
export async function withScenePlan<T>(
  root: string,
  course: Course,
  options: RenderOptions,
  use: (planned: PlannedRender & {stale: StaleCapture[]}) => Promise<T>,
): Promise<T> {
  const {scenes, others} = options;
  const stale = await staleCaptures(root, course, scenes, others);
  if (options.preset === 'final' && !options.staleOk) refuseStale(stale);
  warnOfStale(stale);
  const ffmpeg = await findFfmpeg();
  const captures = new Map<string, UsedCapture[]>();
  for (const [scene, names] of await usedCaptures(root, scenes))
    captures.set(scene, await readCaptures(root, names, others, stale));
  const lessons = [...new Set(scenes.map(({lesson}) => lesson))];
  const carded = lessonsWithCards(course, await listScenes(root), scenes);
  // Read before the bundle is built: what changes in between then counts as changed.
  const old = stale.map(({capture}) => capture);
  const sources = openInputs(root, course, old);
  await sources.prepare(scenes, others);
  return withStage(
    root,
    carded.length > 0 ? [...lessons, CARD_SCENE.lesson] : lessons,
    async stage => {
      const known = {captures, sources, stale: scenesWith(stale), carded};
      const plan = await timed('plan', () =>
        planCourse(root, course, options, known, stage, ffmpeg),
      );
      await sources.save();
      log.info(plan.encoder.reason);
      return use({plan, stage, ffmpeg, stale});
    },
    {captures: others},
  );
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
