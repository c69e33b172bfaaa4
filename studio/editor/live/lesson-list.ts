import {readFile} from 'node:fs/promises';

import {projectName} from '../../course/projects.ts';
import {scenesOfProject} from '../../new-scene/add-to-project.ts';
import {readLesson, readSceneScript, sceneOf} from '../../course/scene-files.ts';
import type {LessonEntry, SceneEntry} from '../protocol.ts';

/**
 * The open lessons with their scenes. What cannot be read is in the list with the reason.
 *
 * @param root - Folder with `scenes/`.
 * @param projects - The `project.ts` files that are open.
 */
export function lessonList(
  root: string,
  projects: readonly string[],
): Promise<LessonEntry[]> {
  return Promise.all(projects.map(file => lessonEntry(root, file)));
}

async function lessonEntry(root: string, file: string): Promise<LessonEntry> {
  const name = projectName(file);
  const entry = {name, file, number: null, title: {}, scenes: [], problem: null};
  try {
    const {data} = await readLesson(root, name);
    const scenes = scenesOfProject(await readFile(file, 'utf8'));
    return {
      ...entry,
      ...data,
      scenes: await Promise.all(scenes.map(scene => sceneEntry(root, name, scene))),
    };
  } catch (error) {
    return {...entry, problem: (error as Error).message};
  }
}

async function sceneEntry(
  root: string,
  lesson: string,
  name: string,
): Promise<SceneEntry> {
  try {
    const {data} = await readSceneScript(root, sceneOf(`${lesson}/${name}`));
    const scripts = Object.values(data.locales);
    return {
      name,
      title: Object.fromEntries(
        scripts.map(({locale, title}) => [locale, withoutValues(title.text)]),
      ),
      cues: scripts[0].cues.length,
      problem: null,
    };
  } catch (error) {
    return {name, title: {}, cues: 0, problem: (error as Error).message};
  }
}

/** A text whose values only the scene knows. Pure. */
export const withoutValues = (text: string): string => text.replace(/\{\{.*?\}\}/g, '…');
