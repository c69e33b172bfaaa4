import {availableParallelism} from 'node:os';
import {relative} from 'node:path';

import {defineConfig} from 'vitest/config';
import type {TestProjectConfiguration} from 'vitest/config';

import {ownEntriesPlugin} from './studio/vite/own-entries-plugin.ts';
import {LongestFirst} from './tests/setup/longest-first.ts';
import {readersOf} from './tests/setup/readers-of.ts';

/** Tests that run models, and such that start browsers or whole commands, by file name. */
const MODEL = 'tests/**/*.model.test.ts';
const BROWSER = 'tests/**/*.browser.test.ts';

type Options = Pick<
  NonNullable<Extract<TestProjectConfiguration, {test?: unknown}>['test']>,
  'include' | 'exclude' | 'pool' | 'globalSetup'
>;

/** Projects run one after the other, the quickest first. */
const project = (
  name: string,
  groupOrder: number,
  options: Options,
): TestProjectConfiguration => ({
  extends: true,
  test: {name, isolate: false, sequence: {groupOrder}, ...options},
});

export default defineConfig({
  plugins: [ownEntriesPlugin()],
  test: {
    testTimeout: 60_000,
    hookTimeout: 240_000,
    // Vitest would keep a processor for itself, which has nothing to do meanwhile.
    minWorkers: 1,
    maxWorkers: availableParallelism(),
    sequence: {sequencer: LongestFirst},
    // As the command sets them before anything is loaded.
    env: {ORT_DISABLE_TELEMETRY: '1', VITE_CJS_IGNORE_WARNING: 'true'},
    // Whether a worker takes one file after another is asked for all projects at once.
    poolOptions: {threads: {isolate: false}},
    watchTriggerPatterns: [
      {
        pattern: /./,
        testsToRun(file) {
          const readers = readersOf(relative(import.meta.dirname, file));
          return readers.length > 0 ? readers : null;
        },
      },
    ],
    projects: [
      project('pure', 0, {
        include: ['tests/**/*.test.ts'],
        exclude: [MODEL, BROWSER],
        pool: 'threads',
      }),
      project('model', 1, {include: [MODEL], pool: 'forks'}),
      project('browser', 2, {
        include: [BROWSER],
        pool: 'forks',
        globalSetup: 'tests/setup/keep-browser.ts',
      }),
    ],
  },
  esbuild: {target: 'node20'},
  server: {watch: {ignored: ['**/.cache/**', '**/renders/**']}},
});
