import {cp, mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {ROOT} from '../../foundations/root.ts';

/**
 * Take scenes of this course into another as they are: their files, those that their lesson
 * shares, and their captures.
 */
export async function takeScenes(
  course: string,
  lesson: string,
  scenes: readonly string[],
): Promise<void> {
  const [from, to] = [ROOT, course].map(root => join(root, 'scenes', lesson));
  await mkdir(to, {recursive: true});
  const files = await readdir(from);
  const all = files.flatMap(name => /^([\w-]+)\.tsx$/.exec(name)?.[1] ?? []);
  const isOfOthers = (file: string): boolean =>
    all.some(name => !scenes.includes(name) && file.startsWith(`${name}.`));
  for (const file of files.filter(name => !isOfOthers(name)))
    await cp(join(from, file), join(to, file), {recursive: true});
  const captures = join('assets/captures', lesson);
  for (const name of (await readdir(join(ROOT, captures))).filter(
    one => !isOfOthers(`${one}.`),
  ))
    await cp(join(ROOT, captures, name), join(course, captures, name), {recursive: true});
  await writeFile(
    join(to, 'project.ts'),
    [
      "import {lessonProject} from 'attention-in-motion/lesson/lesson-project';",
      ...scenes.map((name, i) => `import scene${i} from './${name}?scene';`),
      `export default await lessonProject([${scenes.map((_, i) => `scene${i}`).join(', ')}]);`,
      '',
    ].join('\n'),
  );
}
