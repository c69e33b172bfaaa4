import {hashJson} from '../../foundations/canonical-json.ts';
import {fileName} from '../../foundations/files/file-name.ts';
import {timed} from '../../foundations/timed.ts';
import {UserError} from '../../foundations/user-error.ts';
import {log} from '../command-line/output.ts';
import {cacheFolder} from '../../foundations/course-root.ts';
import {machineFonts} from '../setup/machine-fonts.ts';
import {findFfmpeg} from '../setup/parts.ts';
import type {FoundPart} from '../setup/parts.ts';
import {buildProjectBundle} from './bundle/bundle.ts';
import {ffmpegEncoder} from './encode/encode-ffmpeg.ts';
import {FORMATS} from './options/formats.ts';
import {keepAudio} from './assemble/keep-audio.ts';
import {lazyPage} from './page/lazy-page.ts';
import {openPlay} from './page/open-unit.ts';
import {PlanMemory} from './plan/plan-memory.ts';
import {projectVideo} from './options/project-options.ts';
import type {ProjectOptions} from './options/project-options.ts';
import {nameOfProject} from './options/project-place.ts';
import {joinedPlay, joinScenes, openedAlone, partOf} from './page/project-plays.ts';
import {
  countedRate,
  projectError,
  rangeInFrames,
  wholeRequest,
} from './page/project-plays.ts';
import {projectVideoPlan} from './plan/project-video.ts';
import {renderPlan} from './render-plan.ts';
import type {PlannedRender, RenderOutcome, RenderPlan} from './render-plan.ts';
import {openStore} from './store/open-store.ts';
import {planUnit} from './plan/unit.ts';
import {withBundle} from './page/with-stage.ts';
import type {ReadyStage} from './page/with-stage.ts';

/** What the project is called on the stage. */
const ON_STAGE = 'project';

/**
 * Render a plain Motion Canvas project: one video, its scenes as chapters.
 *
 * @param root - Folder that outputs are relative to.
 * @param signal - Stops the render; what is drawn by then stays in the cache.
 * @throws UserError that names what is wrong; an earlier video stays as it is.
 */
export function renderProject(
  root: string,
  options: ProjectOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<RenderOutcome> {
  return withProjectPlan(root, options, ({plan, stage, ffmpeg}) =>
    renderPlan(root, plan, options, stage, ffmpeg, signal),
  );
}

/**
 * Plan a render of a project, with the stage that can draw it.
 *
 * @param use - What to do with it; afterwards the stage is gone.
 */
export async function withProjectPlan<T>(
  root: string,
  options: ProjectOptions,
  use: (planned: PlannedRender) => Promise<T>,
): Promise<T> {
  const ffmpeg = await findFfmpeg();
  const bundle = await timed('bundle', () => buildProjectBundle(options.place, ON_STAGE));
  return withBundle(bundle, async stage => {
    const plan = await timed('plan', () => planProject(root, options, stage, ffmpeg));
    log.info(plan.encoder.reason);
    return use({plan, stage, ffmpeg});
  });
}

/** Find out how long the project is and which scenes belong together, and plan its chunks. */
async function planProject(
  root: string,
  options: ProjectOptions,
  stage: ReadyStage,
  ffmpeg: FoundPart,
): Promise<RenderPlan> {
  const {bundle, browser, openPage, server} = stage;
  const {format, frameTimeout, place, transparent} = options;
  const memory = new PlanMemory(
    `${cacheFolder()}/plans`,
    browser,
    options.force,
    openStore(options.store),
  );
  // Which of its texts are in fonts of the machine shows only when they are drawn.
  const fonts = await machineFonts();
  const code = hashJson([bundle.hashes, fonts]);
  const page = lazyPage(openPage);
  // What other hosts say, they may say otherwise tomorrow.
  const alone = async (): Promise<boolean> => (await page.get()).reads().length === 0;
  try {
    const facts = await memory.recall(
      {project: code},
      async () =>
        (await page.get()).call('project', ON_STAGE).catch((error: unknown) => {
          throw projectError(error, place.file);
        }),
      alone,
    );
    const {settings} = facts;
    const name = fileName(
      facts.name === 'project' ? nameOfProject(place) : facts.name,
      `The project ${place.file}`,
      "Name it for a file: makeProject({name: 'video', ...}).",
    );
    const video = projectVideo(facts, options);
    const alpha = FORMATS[format].alpha && (transparent || settings.background === null);
    const needs = {...options, video, alpha};
    const encoder = await ffmpegEncoder(needs, server, ffmpeg);

    const whole = wholeRequest(ON_STAGE, facts, video, options);
    const explain = (error: unknown): unknown => projectError(error, name);
    const opened = await memory.recall(
      {whole, code},
      async () =>
        openPlay(await page.get(), {name, request: whole, explain}, frameTimeout),
      alone,
    );
    await memory.tidy();

    const rate = countedRate(settings.fps, video.fps);
    const range = rangeInFrames(settings.range, rate, opened.frames);
    const tools = {browser, encoder: encoder.identity};
    const units = joinScenes(opened.scenes)
      .map(group => {
        const play = joinedPlay(group, whole, opened, facts, bundle.hashes, fonts);
        const alone = openedAlone(group, opened);
        const part = {from: group.from, scenes: opened.scenes};
        return planUnit(play, alone, tools, partOf(group, range), part);
      })
      .filter(({frames}) => frames > 0);
    if (units.length === 0) throw noFrames(name, opened.frames);
    const audio =
      facts.audio !== null && FORMATS[format].audio !== null
        ? await keepAudio(
            server.resolve(facts.audio),
            settings.audioOffset - range.from / video.fps,
            `${cacheFolder()}/audio`,
          )
        : null;
    const project = {name, video, alpha, opened, range, units, audio};
    return {encoder, joined: [], videos: [projectVideoPlan(project, options, root)]};
  } finally {
    await page.close();
  }
}

const noFrames = (name: string, frames: number): UserError =>
  new UserError(
    'project-empty',
    `${name} has no frames to render: its scenes have ${frames}, and its range none of them.`,
    'Give it a scene that takes time, or another range in its project.meta.',
  );
