import {join} from 'node:path';

import {loadCourse} from '../course/load-course.ts';
import {inCourse, listCaptured, listScenes} from '../course/scene-files.ts';
import {recall} from '../setup/memory.ts';
import {readMachine} from '../setup/machine.ts';
import {sourcesOf} from '../setup/sources.ts';
import {selectScenes} from '../course/select-scenes.ts';
import {captureStates} from '../freshness/capture-states.ts';
import type {KnownTools} from './expected-encoder.ts';
import {openInputs} from '../freshness/read-inputs.ts';
import {renderStates} from './render-states.ts';
import type {Status} from './report.ts';

/**
 * Say of captures and videos whether they are fresh, from files alone: nothing is opened,
 * built, started or fetched.
 *
 * @param root - The repository.
 * @param selectors - See {@link selectScenes}; none means the whole course.
 * @param out - Folder of the videos, relative to the repository.
 */
export async function readStatus(
  root: string,
  selectors: readonly string[],
  out: string,
): Promise<Status> {
  const [course, captured, scenes] = await Promise.all([
    loadCourse(root),
    listCaptured(root),
    listScenes(root),
  ]);
  const named = [...captured, ...scenes];
  const chosen = new Set(
    selectors.length === 0
      ? named.map(({id}) => id)
      : selectScenes(named, selectors).map(({id}) => id),
  );
  const captures = await captureStates(
    root,
    course,
    captured.filter(({id}) => chosen.has(id)),
  );
  const inputs = openInputs(root, course);
  const drawn = scenes.filter(
    scene => chosen.has(scene.id) && (selectors.length > 0 || inCourse(scene)),
  );
  const context = {root, course, out, captures, inputs, tools: await knownTools(root)};
  const renders = await renderStates(drawn, context);
  await inputs.save();
  return {captures, renders};
}

/** Versions of the programs that were found before and are still there. */
async function knownTools(root: string): Promise<KnownTools> {
  const machine = readMachine(process.env, join(root, '.cache'));
  const versions: KnownTools = {};
  for (const name of ['chromium', 'ffmpeg'] as const) {
    const part = await recall(machine.cache, name, sourcesOf(name, machine));
    if (part) versions[name] = part.version;
  }
  return versions;
}
