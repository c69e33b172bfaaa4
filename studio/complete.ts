import {courseHere} from '../foundations/course-root.ts';
import {completeLine} from './command-line/complete-line.ts';
import type {CourseWords} from './command-line/complete-line.ts';
import {loadCommands} from './commands.ts';
import {loadCourse} from './course/load-course.ts';
import {inCourse, listScenes, readSceneScript} from './course/scene-files.ts';
import type {SceneName} from './course/scene-files.ts';
import {selectScenes} from './course/select-scenes.ts';

/**
 * How a command line may go on.
 *
 * @param line - The words behind `aim`; the last one is the one being written.
 */
export async function completionsOf(line: readonly string[]): Promise<string[]> {
  return completeLine(line, await loadCommands(), await courseWords(line));
}

const NO_COURSE: CourseWords = {
  scenes: [],
  lessons: [],
  cues: [],
  locales: [],
  roles: [],
};

/** What cannot be read completes nothing: a line is being written, and not yet wrong. */
async function courseWords(line: readonly string[]): Promise<CourseWords> {
  const root = courseHere();
  if (root === null) return NO_COURSE;
  const scenes = await listScenes(root).catch(() => []);
  const course = await loadCourse(root).catch(() => null);
  const {locales = [], roles = {}} = course ?? {};
  const own = scenes.filter(inCourse);
  return {
    scenes: own.map(({id}) => id),
    lessons: [...new Set(own.map(({lesson}) => lesson))],
    cues: line.at(-2) === '--at' ? await cuesOf(root, named(line, scenes), locales) : [],
    locales,
    roles: Object.keys(roles),
  };
}

/** The scenes that a line names; all of the course where it names none. */
function named(line: readonly string[], scenes: readonly SceneName[]): SceneName[] {
  const found = line.slice(1, -2).flatMap(word => {
    try {
      return word.startsWith('-') ? [] : selectScenes(scenes, [word]);
    } catch {
      return [];
    }
  });
  return found.length > 0 ? found : scenes.filter(inCourse);
}

async function cuesOf(
  root: string,
  scenes: readonly SceneName[],
  locales: readonly string[],
): Promise<string[]> {
  const [locale] = locales;
  const scripts = await Promise.all(
    scenes.map(scene => readSceneScript(root, scene).catch(() => null)),
  );
  const names = scripts.flatMap(script =>
    (script?.data.locales[locale]?.cues ?? []).map(({name}) => name),
  );
  return [...new Set(names)];
}
