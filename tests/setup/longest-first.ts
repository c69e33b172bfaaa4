import {relative} from 'node:path';

import {BaseSequencer} from 'vitest/node';
import type {TestSpecification} from 'vitest/node';

/**
 * Files of tests that take longest, the longest first. One of them that begins last keeps
 * one processor busy while all others have nothing to do.
 */
export const LONGEST: readonly string[] = [
  'tests/studio/lint/course.browser.test.ts',
  'tests/scenes/06-tokenizers/other-texts.browser.test.ts',
  'tests/studio/status/status.browser.test.ts',
  'tests/studio/freshness/stale-captures.browser.test.ts',
  'tests/studio/editor/live.browser.test.ts',
  'tests/studio/lint/gallery.browser.test.ts',
  'tests/studio/render/project.browser.test.ts',
  'tests/studio/render/exact.browser.test.ts',
  'tests/scenes/03-word-embeddings/other-texts.browser.test.ts',
  'tests/studio/render/formats.browser.test.ts',
  'tests/studio/cli.browser.test.ts',
  'tests/studio/new-scene/new-scene.browser.test.ts',
  'tests/studio/compare/compare.browser.test.ts',
  'tests/studio/render/robust.browser.test.ts',
  'tests/studio/narration/narration.browser.test.ts',
];

/**
 * Files of tests, those of {@link LONGEST} first; the others stay in order. Pure.
 *
 * @param pathOf - Path of one, relative to the root.
 */
export function longestFirst<T>(files: readonly T[], pathOf: (file: T) => string): T[] {
  const rank = (file: T): number => {
    const place = LONGEST.indexOf(pathOf(file));
    return place < 0 ? LONGEST.length : place;
  };
  return [...files].sort((a, b) => rank(a) - rank(b));
}

/** Begins with the files that take longest, also where none have run before. */
export class LongestFirst extends BaseSequencer {
  public override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const {root} = this.ctx.config;
    const sorted = await super.sort(files);
    return longestFirst(sorted, ({moduleId}) => relative(root, moduleId));
  }
}
