import {availableParallelism} from 'node:os';

import {loadCourse} from '../load-course.ts';
import {ROOT} from '../root.ts';
import {listScenes} from '../scene-files.ts';
import {selectScenes} from '../select-scenes.ts';
import {resolveOptions} from './options.ts';
import type {RenderFlags} from './options.ts';
import {renderScenes} from './render-scenes.ts';
import type {RenderedVideo} from './render-scenes.ts';

/**
 * Render the scenes that a command line names.
 *
 * @param selectors - See {@link selectScenes}.
 * @param flags - See {@link RenderFlags}.
 */
export async function renderSelected(
  selectors: readonly string[],
  flags: RenderFlags,
): Promise<RenderedVideo[]> {
  const course = await loadCourse(ROOT);
  const scenes = selectScenes(await listScenes(ROOT), selectors);
  return renderScenes(
    ROOT,
    course,
    resolveOptions(flags, scenes, course, availableParallelism()),
  );
}
