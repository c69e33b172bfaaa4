import {availableParallelism} from 'node:os';

import {loadCourse} from '../course/load-course.ts';
import {log} from '../command-line/output.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {listScenes} from '../course/scene-files.ts';
import {selectScenes} from '../course/select-scenes.ts';
import {lintScenes} from './lint-scenes.ts';
import type {Finding} from './lint-scenes.ts';
import {scenesWith, staleCaptures, warnOfStale} from '../freshness/stale-captures.ts';
import type {StaleCapture} from '../freshness/stale-captures.ts';
import {resolveLintOptions} from './options.ts';
import type {LintFlags} from './options.ts';

/**
 * Look at the scenes that a command line names, and log what is found.
 *
 * @param selectors - See {@link selectScenes}.
 * @returns What was found, and which captures in the pictures are stale.
 */
export async function lintSelected(
  selectors: readonly string[],
  flags: LintFlags,
): Promise<{findings: Finding[]; stale: StaleCapture[]}> {
  const root = courseRoot();
  const course = await loadCourse(root);
  const scenes = selectScenes(await listScenes(root), selectors);
  const resolved = resolveLintOptions(flags, scenes, course, availableParallelism());
  const stale = await staleCaptures(root, course, scenes);
  warnOfStale(stale);
  const play = {...resolved.play, stale: scenesWith(stale)};
  const options = {...resolved, play};
  const findings = await lintScenes(
    root,
    course,
    options,
    ({scene, locale, theme}, outcome) => {
      const {findings, remembered} = outcome;
      const name = `${scene.id} ${locale} ${theme}`;
      if (findings.length === 0) log.success(remembered ? `${name} (unchanged)` : name);
      for (const {cue, alsoAt, rule, message, others, image} of findings) {
        const more = alsoAt.length > 0 ? ` and ${alsoAt.length} more` : '';
        const like =
          others.length > 0 ? `; so do ${others.length} other texts of it` : '';
        log.fail(`${name} at ${cue}${more}: ${rule}: ${message}${like}\n    ${image}`);
      }
    },
  );
  return {findings, stale};
}
