import {availableParallelism} from 'node:os';
import {resolve} from 'node:path';

import {UserError} from '../../foundations/user-error.ts';
import {loadCourse} from '../course/load-course.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {scenesToShow} from '../course/other-captures.ts';
import type {RenderFlags} from './options/given-flags.ts';
import {resolveOptions} from './options/options.ts';
import {resolveProjectOptions} from './options/project-options.ts';
import type {ProjectFlags} from './options/project-options.ts';
import type {OutputOptions} from './options/output-options.ts';
import {renderPlan} from './render-plan.ts';
import type {PlannedRender, RenderOutcome} from './render-plan.ts';
import {withProjectPlan} from './render-project.ts';
import {withScenePlan} from './render-scenes.ts';

/** Flags of `aim render`, whatever it renders. */
export type AnyRenderFlags = RenderFlags & ProjectFlags;

/** A plan of what a command line names, with how it is drawn and where things go. */
export interface SelectedRender extends PlannedRender {
  /** What the paths of the plan and of the options are relative to. */
  root: string;
  options: OutputOptions;
}

/**
 * Render the scenes, or the project, that a command line names. Ctrl-C stops the render
 * and leaves only whole files behind.
 *
 * @param selectors - See {@link scenesToShow}.
 */
export const renderSelected = (
  selectors: readonly string[],
  flags: AnyRenderFlags,
): Promise<RenderOutcome> =>
  stoppable(signal =>
    withSelected(
      selectors,
      flags,
      async ({root, plan, options, stage, ffmpeg, ...more}) => ({
        ...(await renderPlan(root, plan, options, stage, ffmpeg, signal)),
        ...more,
      }),
    ),
  );

/**
 * Plan a render of the scenes, or the project, that a command line names.
 *
 * @param use - What to do with the plan; afterwards the stage that can draw it is gone.
 */
export async function withSelected<T>(
  selectors: readonly string[],
  flags: AnyRenderFlags,
  use: (selected: SelectedRender) => Promise<T>,
): Promise<T> {
  const cpus = availableParallelism();
  const folder = userFolder();
  const given = inFolder(flags, folder);
  if (flags.project !== undefined) {
    const options = resolveProjectOptions(given, selectors, folder, cpus);
    return withProjectPlan(folder, options, planned =>
      use({...planned, root: folder, options}),
    );
  }
  if (flags.variables !== undefined) {
    throw new UserError(
      'flag',
      '--variables goes with --project only.',
      'Scenes of the course take their variables from --locale, --theme and --captions.',
    );
  }
  const root = courseRoot();
  const course = await loadCourse(root);
  const {others} = resolveOptions(given, [], course, cpus);
  const scenes = await scenesToShow(root, selectors, others);
  const options = resolveOptions(given, scenes, course, cpus);
  return withScenePlan(root, course, options, planned =>
    use({...planned, root, options}),
  );
}

/** Flags whose paths are those of the user's folder, also where all others are the course's. */
const inFolder = ({plan, ...flags}: AnyRenderFlags, folder: string): AnyRenderFlags =>
  plan === undefined ? flags : {...flags, plan: resolve(folder, String(plan))};

/** Do something that Ctrl-C stops. @throws UserError that says so. */
export async function stoppable<T>(
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const abort = (): void =>
    stop.abort(
      new UserError(
        'stopped',
        'The render was stopped.',
        'Chunks that were finished are kept: the same command goes on from there.',
      ),
    );
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  try {
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  }
}

/** The folder that the user is in: npm goes to that of the package before it runs a script. */
const userFolder = (): string =>
  (process.env.npm_lifecycle_event && process.env.INIT_CWD) || process.cwd();
