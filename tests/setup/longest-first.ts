import {relative} from 'node:path';

import {BaseSequencer} from 'vitest/node';
import type {TestSpecification} from 'vitest/node';

/**
 * How many seconds files of tests take in a checkout in which nothing has been remembered,
 * on two processors; those that are quicker are left out, but for such as run on a fresh
 * clone of what is published.
 */
export const SECONDS: Readonly<Record<string, number>> = {
  'tests/studio/lint/course.browser.test.ts': 190,
  'tests/pack/package.browser.test.ts': 152,
  'tests/docs/figure-page.browser.test.ts': 127,
  'tests/docs/engines.browser.test.ts': 99,
  'tests/studio/status/status.browser.test.ts': 72,
  'tests/studio/render/plays.browser.test.ts': 62,
  'tests/studio/farm/farm.browser.test.ts': 56,
  'tests/scenes/06-tokenizers/other-texts.browser.test.ts': 51,
  'tests/studio/render/exact.browser.test.ts': 49,
  'tests/studio/editor/live.browser.test.ts': 48,
  'tests/studio/render/project.browser.test.ts': 47,
  'tests/studio/freshness/stale-captures.browser.test.ts': 41,
  'tests/studio/farm/captures.browser.test.ts': 41,
  'tests/studio/new-scene/new-scene.browser.test.ts': 40,
  'tests/studio/render/robust.browser.test.ts': 39,
  'tests/studio/render/formats.browser.test.ts': 38,
  'tests/studio/editor/narration.browser.test.ts': 38,
  'tests/studio/lint/gallery.browser.test.ts': 37,
  'tests/studio/lint/lint.browser.test.ts': 36,
  'tests/studio/editor/front-page.browser.test.ts': 36,
  'tests/studio/compare/compare.browser.test.ts': 36,
  'tests/scenes/other-models/other-models.model.test.ts': 35,
  'tests/studio/vector/vector.browser.test.ts': 35,
  'tests/studio/render/failures.browser.test.ts': 31,
  'tests/studio/figure/page.browser.test.ts': 30,
  'tests/golden/gallery.browser.test.ts': 28,
  'tests/studio/editor/editor.browser.test.ts': 26,
  'tests/studio/render/render.browser.test.ts': 25,
};

/** What is known of how long a file takes. */
interface Known<T> {
  /** Its path, relative to the root. */
  pathOf(file: T): string;
  /** Seconds that it took when it ran here last; `null` where it has not. */
  took(file: T): number | null;
}

/**
 * Files of tests, the longest first: one of them that begins last keeps one processor busy
 * while all others have nothing to do. Those of which nothing is known stay in order. Pure.
 */
export function longestFirst<T>(files: readonly T[], {pathOf, took}: Known<T>): T[] {
  const seconds = (file: T): number => took(file) ?? SECONDS[pathOf(file)] ?? 0;
  return [...files].sort((a, b) => seconds(b) - seconds(a));
}

/** Begins with the files that take longest, also where none have run before. */
export class LongestFirst extends BaseSequencer {
  public override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const {cache, config} = this.ctx;
    const pathOf = ({moduleId}: TestSpecification): string =>
      relative(config.root, moduleId);
    const took = (file: TestSpecification): number | null => {
      const ran = cache.getFileTestResults(`${file.project.name}:${pathOf(file)}`);
      // One that has failed may have ended early.
      return ran === undefined || ran.failed ? null : ran.duration / 1000;
    };
    return longestFirst(await super.sort(files), {pathOf, took});
  }
}
