import {readdirSync, readFileSync} from 'node:fs';
import {join, posix} from 'node:path';

import {expect, test} from 'vitest';

import {filesIn} from '../../foundations/files/files-in.ts';
import {ownEntry} from '../../foundations/own-entries.ts';
import {ROOT} from '../../foundations/root.ts';

const ENTRIES = ['captured', 'components', 'lesson', 'theme'];

/** Modules that an entry passes on, relative to the repository. */
const passedOn = new Set(
  ENTRIES.flatMap(name =>
    [
      ...readFileSync(`${ROOT}/scenes/entries/${name}.ts`, 'utf8').matchAll(
        /'\.\.\/(.+)'/g,
      ),
    ].map(([, path]) => `scenes/${path}`),
  ),
);

/** Modules of the vocabulary that the files of a folder import. */
function vocabularyOf(folder: string): string[] {
  return filesIn(join(ROOT, 'scenes', folder))
    .filter(file => /\.tsx?$/.test(file))
    .flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+\.ts)'/g)].map(([, path]) =>
        posix.relative(ROOT, posix.join(posix.dirname(file), path)),
      ),
    )
    .filter(path =>
      /^scenes\/(?:theme|captured|script|components|motion|lesson)\//.test(path),
    );
}

test('what any lesson of this course imports, scenes of other courses can import', () => {
  const lessons = readdirSync(`${ROOT}/scenes`).filter(name =>
    /^\d\d-|^gallery$/.test(name),
  );
  const used = new Set(lessons.flatMap(vocabularyOf));
  expect(used.size).toBeGreaterThan(80);
  expect([...used].filter(path => !passedOn.has(path))).toEqual([]);
});

test('each component is among them', () => {
  const components = readdirSync(`${ROOT}/scenes/components`).filter(name =>
    /^[A-Z].*\.ts$/.test(name),
  );
  expect(components.filter(name => !passedOn.has(`scenes/components/${name}`))).toEqual(
    [],
  );
});

test.each([
  ['attention-in-motion/components', 'scenes/entries/components.ts'],
  ['attention-in-motion/course', 'data-extract/define.ts'],
  ['attention-in-motion/capture', 'data-extract/index.ts'],
])('%s is %s', (specifier, file) => {
  expect(ownEntry(specifier)).toBe(`${ROOT}/${file}`);
});

test.each([
  'attention-in-motion',
  'attention-in-motion/nothing',
  'attention',
  './course',
])('%s is no entry', specifier => {
  expect(ownEntry(specifier)).toBeNull();
});
