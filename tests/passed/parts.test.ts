import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {mayRead, partOf} from './parts.ts';
import type {Part} from './parts.ts';

test.each<[string, Part | null]>([
  ['scenes/06-tokenizers/round-trip.tsx', 'lessons'],
  ['assets/captures/06-tokenizers/round-trip/capture.json', 'lessons'],
  ['tests/golden/scenes/06-tokenizers/round-trip.png', 'lessons'],
  ['scenes/gallery/notes.tsx', 'gallery'],
  ['tests/golden/gallery/notes.dark.png', 'gallery'],
  ['README.md', 'pages'],
  ['docs/render.md', 'pages'],
  ['bench/main.ts', 'bench'],
  ['scenes/template/scene.tsx', 'tool'],
  ['scenes/components/Painted.ts', 'tool'],
  ['scenes/components/README.md', 'tool'],
  ['assets/captures/template/capture.json', 'tool'],
  ['tests/fixtures/course.ts', 'tool'],
  ['package-lock.json', 'tool'],
  ['.npmrc', 'tool'],
  ['a-new-folder/a.ts', 'tool'],
  ['tests/rooms.test.ts', null],
])('%s is part of: %s', (file, part) => {
  expect(partOf(file)).toBe(part);
});

const RENDER = 'tests/studio/render/exact.browser.test.ts';
const FIGURES = 'tests/docs/figure-page.browser.test.ts';
const LINT = 'tests/studio/lint/course.browser.test.ts';

test.each([
  [RENDER, 'studio/render/plan/unit.ts', true],
  [RENDER, 'scenes/components/Painted.ts', true],
  [RENDER, 'tests/fixtures/course.ts', true],
  [RENDER, 'scenes/06-tokenizers/round-trip.tsx', false],
  [RENDER, 'docs/render.md', false],
  [RENDER, LINT, false],
  [LINT, 'scenes/06-tokenizers/round-trip.tsx', true],
  [LINT, 'docs/render.md', true],
  [FIGURES, 'docs/figure.md', true],
  [FIGURES, 'studio/figure/index.ts', true],
  [FIGURES, 'scenes/06-tokenizers/round-trip.tsx', false],
  [
    'tests/studio/render/metadata.browser.test.ts',
    'scenes/03-word-embeddings/a.tsx',
    true,
  ],
  ['tests/studio/new.browser.test.ts', 'scenes/06-tokenizers/round-trip.tsx', true],
])('%s may read %s: %s', (tests, file, may) => {
  expect([tests, file].filter(path => !/new\.|a\.tsx/.test(path)).every(isThere)).toBe(
    true,
  );
  expect(mayRead(tests, file)).toBe(may);
});

const isThere = (file: string): boolean => existsSync(join(ROOT, file));
