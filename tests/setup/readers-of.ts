import {existsSync, readdirSync} from 'node:fs';

/** Tests that read files which no test imports, by the path of what they read. */
const READERS: readonly [RegExp, (lesson: string) => string[]][] = [
  [
    /^scenes\/(\d\d-[^/]+)\/[^/]+\.(?:tsx|md|meta|json)$/,
    lesson => [
      'tests/studio/freshness/source-graph.test.ts',
      'tests/studio/freshness/stale-captures.test.ts',
      'tests/studio/lint/course.browser.test.ts',
      ...testsIn(`tests/scenes/${lesson}`),
    ],
  ],
  [
    /^scenes\/gallery\/[^/]+\.(?:tsx|md|meta|json)$/,
    () => [
      'tests/scenes/gallery.test.ts',
      'tests/studio/freshness/source-graph.test.ts',
      'tests/studio/freshness/stale-captures.test.ts',
      'tests/studio/lint/gallery.browser.test.ts',
      'tests/golden/gallery.browser.test.ts',
    ],
  ],
  [
    /^assets\/captures\/([^/]+)\//,
    lesson => [
      'tests/studio/cli.browser.test.ts',
      'tests/studio/lint/course.browser.test.ts',
      ...testsIn(`tests/scenes/${lesson}`),
    ],
  ],
  [/^tests\/golden\/gallery\//, () => ['tests/golden/gallery.browser.test.ts']],
  [/^tests\/golden\/scenes\//, () => ['tests/studio/lint/course.browser.test.ts']],
  [/^(?:docs\/)?[\w-]+\.md$/, () => testsIn('tests/docs')],
  [/^CONTRIBUTING\.md$/, () => ['tests/rooms.test.ts']],
];

/**
 * The tests that read a file instead of importing it: in watch mode they run again when it
 * changes. Whatever tests import is found by their imports.
 *
 * @param file - Relative to the root.
 */
export const readersOf = (file: string): string[] =>
  READERS.flatMap(([pattern, tests]) => {
    const match = pattern.exec(file);
    return match ? tests(match[1] ?? '') : [];
  });

const testsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.test.ts'))
        .map(name => `${folder}/${name}`)
    : [];
