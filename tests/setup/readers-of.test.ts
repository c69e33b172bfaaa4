import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {readersOf} from './readers-of.ts';

test.each([
  ['scenes/06-tokenizers/round-trip.tsx', 'tests/studio/lint/course.browser.test.ts'],
  [
    'scenes/06-tokenizers/round-trip.script.ko.md',
    'tests/studio/lint/course.browser.test.ts',
  ],
  ['scenes/gallery/notes.tsx', 'tests/golden/gallery.browser.test.ts'],
  [
    'assets/captures/06-tokenizers/x/capture.json',
    'tests/scenes/06-tokenizers/captures.test.ts',
  ],
  ['tests/golden/gallery/notes.dark.png', 'tests/golden/gallery.browser.test.ts'],
  [
    'tests/golden/scenes/09-self-attention/what-is-it.png',
    'tests/studio/lint/course.browser.test.ts',
  ],
  ['docs/render.md', 'tests/docs/commands.test.ts'],
  ['CONTRIBUTING.md', 'tests/rooms.test.ts'],
])('%s is read by %s, among tests that there are', (file, reader) => {
  const readers = readersOf(file);
  expect(readers).toContain(reader);
  expect(readers.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each([
  'scenes/06-tokenizers/round-trip.capture.ts',
  'scenes/components/Painted.ts',
  'studio/render/plan/unit.ts',
  '.cache/plans/x.json',
])('%s is imported where it is needed', file => {
  expect(readersOf(file)).toEqual([]);
});
