import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {LESSONS} from '../scenes/other-models/scenes-of.ts';
import {filesIn} from '../../foundations/files/files-in.ts';
import {concerns, isSlow, partOf, READ, readBy} from './parts.ts';
import type {Part} from './parts.ts';

test.each<[string, Part | null]>([
  ['scenes/06-tokenizers/round-trip.tsx', 'pictures of 06'],
  ['scenes/06-tokenizers/round-trip.meta', 'pictures of 06'],
  ['scenes/06-tokenizers/round-trip.script.en.md', 'pictures of 06'],
  ['scenes/06-tokenizers/README.md', 'pictures of 06'],
  ['scenes/06-tokenizers/project.ts', 'pictures of 06'],
  ['scenes/06-tokenizers/lesson.json', 'values of 06'],
  ['tests/golden/scenes/06-tokenizers/round-trip.png', 'pictures of 06'],
  ['scenes/06-tokenizers/round-trip.capture.ts', 'values of 06'],
  ['scenes/06-tokenizers/round-trip.facts.ts', 'values of 06'],
  ['scenes/06-tokenizers/cut-rows.ts', 'values of 06'],
  ['scenes/06-tokenizers/tsconfig.json', 'values of 06'],
  ['assets/captures/06-tokenizers/round-trip/capture.json', 'values of 06'],
  ['scenes/gallery/notes.tsx', 'gallery'],
  ['tests/golden/gallery/notes.dark.png', 'gallery'],
  ['README.md', 'pages'],
  ['docs/render.md', 'pages'],
  ['bench/main.ts', 'bench'],
  ['scenes/template/scene.tsx', 'tool'],
  ['scenes/title-card/title-card.tsx', 'tool'],
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
const METADATA = 'tests/studio/render/metadata.browser.test.ts';
const CAPTURE = 'tests/data-extract/capture.model.test.ts';
const GALLERY = 'tests/golden/gallery.browser.test.ts';

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
  [METADATA, 'scenes/03-word-embeddings/colour-rows.tsx', true],
  [METADATA, 'scenes/03-word-embeddings/colour-rows.facts.ts', true],
  [METADATA, 'scenes/06-tokenizers/round-trip.tsx', false],
  [GALLERY, 'scenes/gallery/notes.tsx', true],
  [GALLERY, 'scenes/09-self-attention/make-qkv.capture.ts', true],
  [GALLERY, 'scenes/09-self-attention/make-qkv.tsx', false],
  [GALLERY, 'scenes/12-mixture-of-experts/sentence.ts', false],
  [CAPTURE, 'scenes/12-mixture-of-experts/sentence.ts', true],
  [CAPTURE, 'assets/captures/06-tokenizers/round-trip/capture.json', true],
  [CAPTURE, 'docs/capture.md', true],
  [CAPTURE, 'scenes/12-mixture-of-experts/route-through-layers.tsx', false],
])('%s may read %s: %s', (tests, file, may) => {
  expect([tests, file].filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(concerns(partOf(file), readBy(tests))).toBe(may);
});

test('a file of tests that is not listed may read everything', () => {
  const [file, scene] = [
    'tests/studio/new.browser.test.ts',
    'scenes/06-tokenizers/a.tsx',
  ];
  expect(concerns(partOf(scene), readBy(file))).toBe(true);
});

test('lessons that are played with other models are read by the tests of these', () => {
  const read = readBy('tests/scenes/other-models/other-models.model.test.ts');
  const parts = LESSONS.map(lesson => partOf(`scenes/${lesson}/a.script.en.md`));
  expect(parts.filter(part => !concerns(part, read))).toEqual([]);
  expect(parts).toHaveLength(LESSONS.length);
  expect(concerns('pictures of 09', read)).toBe(false);
});

test.each(READ)('%s are tests that there are', path => {
  const files = filesIn(join(ROOT, 'tests')).map(file => file.slice(ROOT.length + 1));
  expect(files.filter(file => isSlow(file) && path.test(file))).not.toEqual([]);
});
