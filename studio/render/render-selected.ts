import {availableParallelism} from 'node:os';

import {UserError} from '../../foundations/user-error.ts';
import {loadCourse} from '../course/load-course.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {scenesToShow} from '../course/other-captures.ts';
import type {RenderFlags} from './options/given-flags.ts';
import {resolveOptions} from './options/options.ts';
import {resolveProjectOptions} from './options/project-options.ts';
import type {ProjectFlags} from './options/project-options.ts';
import type {RenderOutcome} from './render-plan.ts';
import {renderProject} from './render-project.ts';
import {renderScenes} from './render-scenes.ts';

/** Flags of `aim render`, whatever it renders. */
export type AnyRenderFlags = RenderFlags & ProjectFlags;

/**
 * Render the scenes, or the project, that a command line names. Ctrl-C stops the render
 * and leaves only whole files behind.
 *
 * @param selectors - See {@link scenesToShow}.
 */
export function renderSelected(
  selectors: readonly string[],
  flags: AnyRenderFlags,
): Promise<RenderOutcome> {
  return stoppable(async signal => {
    const cpus = availableParallelism();
    const {project} = flags;
    if (project !== undefined) {
      const folder = userFolder();
      const options = resolveProjectOptions(flags, selectors, folder, cpus);
      return renderProject(folder, options, signal);
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
    const {others} = resolveOptions(flags, [], course, cpus);
    const scenes = await scenesToShow(root, selectors, others);
    const options = resolveOptions(flags, scenes, course, cpus);
    return renderScenes(root, course, options, signal);
  });
}

/** Do something that Ctrl-C stops. @throws UserError that says so. */
async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
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
