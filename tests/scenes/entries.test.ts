import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

import {describe, expect, test} from 'vitest';

import {filesIn} from '../../foundations/files/files-in.ts';
import {ROOT} from '../../foundations/root.ts';

/** Folders of `scenes/` whose files are for this course alone. */
const LESSON = /^(?:\d\d-[^/]+|gallery|template|title-card)$/;
const lessons = readdirSync(`${ROOT}/scenes`).filter(name => LESSON.test(name));

/** Files that say what the course is made of, relative to the repository. */
const files = ['course.config.ts', ...lessons.map(name => `scenes/${name}`)]
  .flatMap(path => (path.endsWith('.ts') ? [path] : filesIn(join(ROOT, path))))
  .map(path => (path.startsWith(ROOT) ? relative(ROOT, path) : path))
  .filter(path => /\.tsx?$/.test(path));

/** Whether a scene that is copied with its lesson finds a file beside it. */
const goesAlong = (path: string): boolean => {
  const [house, lesson] = path.split('/');
  return house === 'scenes' && LESSON.test(lesson);
};

describe('this course', () => {
  test('imports the tool by its name alone, as any other course does', () => {
    const paths = files.flatMap(file =>
      [
        ...readFileSync(join(ROOT, file), 'utf8').matchAll(
          /(?:from|import\(?)\s*'(\.[^']+)'/g,
        ),
      ]
        .map(([, path]) => relative(ROOT, join(ROOT, dirname(file), path)))
        .filter(path => !goesAlong(path))
        .map(path => `${file}: ${path}`),
    );
    expect(files.length).toBeGreaterThan(250);
    expect(paths).toEqual([]);
  });

  // One that is imported as a whole would make a scene stale when any part of it changes.
  test('imports each module of the vocabulary by its own entry, but for types', () => {
    const whole = files.filter(file =>
      /^import \{[^}]*\} from 'attention-in-motion\/(?:captured|components|lesson|theme)'/m.test(
        readFileSync(join(ROOT, file), 'utf8'),
      ),
    );
    expect(whole).toEqual([]);
  });
});

test('each component is in the entry of all', () => {
  const all = readFileSync(`${ROOT}/scenes/entries/components.ts`, 'utf8');
  const components = readdirSync(`${ROOT}/scenes/components`).filter(name =>
    /^[A-Z].*\.ts$/.test(name),
  );
  expect(components.filter(name => !all.includes(`'../components/${name}'`))).toEqual([]);
});
