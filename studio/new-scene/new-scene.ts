import {existsSync} from 'node:fs';
import {open, readdir, readFile, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import {fileName} from '../../foundations/files/file-name.ts';
import {makeFolder} from '../../foundations/files/make-folder.ts';
import {whatLies} from '../../foundations/files/own.ts';
import {editFile} from '../../foundations/files/replace-file.ts';
import {ROOT} from '../../foundations/root.ts';
import {UserError} from '../../foundations/user-error.ts';
import {loadCourse} from '../course/load-course.ts';
import {addToProject} from './add-to-project.ts';
import {lessonInfo, placeOf} from './names.ts';
import type {ScenePlace} from './names.ts';

/** The scene that new ones are made like: a scene of its own, drawn and tested as others. */
const TEMPLATE = join(ROOT, 'scenes/template');

const LOCALES = 'Correct `locales` in course.config.ts.';

/**
 * Make the files of a scene, and of its lesson where that is new.
 *
 * @param root - The course.
 * @returns The files, relative to the course; the last one is the project.
 * @throws UserError where a name will not do or a file is there already; then nothing has
 * been written.
 */
export async function newScene(
  root: string,
  lesson: string,
  scene: string,
): Promise<{place: ScenePlace; files: string[]}> {
  const folders = await readdir(join(root, 'scenes'));
  const place = placeOf(
    lesson,
    scene,
    folders.filter(name => existsSync(join(root, 'scenes', name, 'project.ts'))),
  );
  const {locales} = await loadCourse(root);
  const files = new Map([
    ...(await sceneFiles(place, locales)),
    ...(place.isNewLesson ? await lessonFiles(place, locales) : []),
  ]);
  const project = `scenes/${place.lesson}/project.ts`;
  const made = [...files.keys(), ...(place.isNewLesson ? [project] : [])];
  for (const there of made) {
    if ((await whatLies(join(root, there))) === 'nothing') continue;
    throw new UserError(
      'scene-exists',
      `${there} is there already.`,
      'Take another name; nothing was written.',
    );
  }
  const source = place.isNewLesson ? EMPTY : await readFile(join(root, project), 'utf8');
  const text = addToProject(source, scene, project);
  await writeAll(root, files);
  await editFile(join(root, project), text);
  return {place, files: [...files.keys(), project]};
}

/** The project of a lesson without scenes. */
const EMPTY = `import {lessonProject} from 'attention-in-motion/lesson/lesson-project';

export default await lessonProject([]);
`;

async function sceneFiles(
  {lesson, scene}: ScenePlace,
  locales: readonly string[],
): Promise<[string, string][]> {
  const endings = [
    'tsx',
    'capture.ts',
    'facts.ts',
    'meta',
    ...locales.map(locale => `script.${locale}.md`),
  ];
  return Promise.all(
    endings.map(async (ending): Promise<[string, string]> => {
      const text = await readFile(templateOf(ending), 'utf8');
      // The only places where a scene names its own files are its imports.
      const name = fileName(`${scene}.${ending}`, 'A file of the scene', LOCALES);
      return [`scenes/${lesson}/${name}`, text.replaceAll("'./scene.", `'./${scene}.`)];
    }),
  );
}

/** A language that the template does not speak begins in English. */
function templateOf(ending: string): string {
  const file = join(TEMPLATE, `scene.${ending}`);
  return existsSync(file) ? file : join(TEMPLATE, 'scene.script.en.md');
}

async function lessonFiles(
  {lesson}: ScenePlace,
  locales: readonly string[],
): Promise<[string, string][]> {
  const folder = `scenes/${lesson}`;
  const meta = await readFile(join(TEMPLATE, 'project.meta'), 'utf8');
  const info = JSON.stringify(lessonInfo(lesson, locales), null, 2);
  return [
    [`${folder}/project.meta`, meta],
    [`${folder}/lesson.json`, `${info}\n`],
  ];
}

/** Write files that are not there yet; where one fails, the others go again. */
async function writeAll(root: string, files: ReadonlyMap<string, string>): Promise<void> {
  const written: string[] = [];
  try {
    for (const [file, text] of files) {
      await makeFolder(dirname(join(root, file)));
      const handle = await open(join(root, file), 'wx');
      written.push(file);
      try {
        await handle.writeFile(text);
      } finally {
        await handle.close();
      }
    }
  } catch (error) {
    for (const file of written) await rm(join(root, file), {force: true});
    throw error;
  }
}
