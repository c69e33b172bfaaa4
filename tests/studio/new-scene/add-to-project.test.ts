import {format, resolveConfig} from 'prettier';
import {expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {addToProject, identifierOf} from '../../../studio/new-scene/add-to-project.ts';

const IMPORT =
  "import {lessonProject} from 'attention-in-motion/lesson/lesson-project';\n";

test.each([
  [
    'an empty lesson',
    `${IMPORT}\nexport default await lessonProject([]);\n`,
    `${IMPORT}import two from './two?scene';\n\nexport default await lessonProject([two]);\n`,
  ],
  [
    'a lesson with a scene',
    `${IMPORT}import one from './one?scene';\n\nexport default await lessonProject([one]);\n`,
    `${IMPORT}import one from './one?scene';\nimport two from './two?scene';\n\nexport default await lessonProject([one, two]);\n`,
  ],
  [
    'a list over several lines',
    `${IMPORT}import one from './one?scene';\n\n// In order.\nexport default await lessonProject([\n  one, // the first\n]);\n`,
    `${IMPORT}import one from './one?scene';\nimport two from './two?scene';\n\n// In order.\nexport default await lessonProject([\n  one, // the first\n  two,\n]);\n`,
  ],
  [
    'a list without a last comma',
    `${IMPORT}import one from './one?scene';\n\nexport default await lessonProject([\n  one\n]);\n`,
    `${IMPORT}import one from './one?scene';\nimport two from './two?scene';\n\nexport default await lessonProject([\n  one,\n  two,\n]);\n`,
  ],
])('adds a scene to %s and changes nothing else', (_, source, expected) => {
  expect(addToProject(source, 'two', 'project.ts')).toBe(expected);
});

test.each([1, 20, 40, 46, 47, 48, 49, 50, 60])(
  'a list is laid out as the formatter has it after a name of %d letters',
  async length => {
    const one = 'a'.repeat(length);
    const source = `${IMPORT}import ${one} from './one?scene';\n\nexport default await lessonProject([${one}]);\n`;
    const options = {
      ...(await resolveConfig(`${ROOT}/package.json`)),
      parser: 'typescript',
    } as const;
    const formatted = await format(source, options);
    const added = addToProject(formatted, 'two', 'project.ts');
    expect(await format(added, options)).toBe(added);
  },
);

test.each([
  [`${IMPORT}export default 1;\n`, 'no lessonProject([...])'],
  [`${IMPORT}export default await lessonProject(scenes);\n`, 'no lessonProject([...])'],
  [
    `${IMPORT}import x from './two?scene';\nexport default await lessonProject([x]);\n`,
    'imports ./two?scene already',
  ],
])('refuses %j', (source, message) => {
  expect(() => addToProject(source, 'two', 'project.ts')).toThrow(message);
});

test.each([
  ['many-heads', [], 'manyHeads'],
  ['a1-b2', [], 'a1B2'],
  ['new', [], 'newScene'],
  ['many-heads', ['manyHeads'], 'manyHeadsScene'],
])('the scene %s beside %j is called %s', (scene, taken, expected) => {
  expect(identifierOf(scene, taken)).toBe(expected);
});
