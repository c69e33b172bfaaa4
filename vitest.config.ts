import {defineConfig} from 'vitest/config';
import type {TestProjectConfiguration} from 'vitest/config';

/** Tests that run models, and such that start browsers or whole commands, by file name. */
const MODEL = 'tests/**/*.model.test.ts';
const BROWSER = 'tests/**/*.browser.test.ts';

type Options = Pick<
  NonNullable<Extract<TestProjectConfiguration, {test?: unknown}>['test']>,
  'include' | 'exclude' | 'pool' | 'isolate'
>;

/** Projects run one after the other, the quickest first. */
const project = (
  name: string,
  groupOrder: number,
  options: Options,
): TestProjectConfiguration => ({
  extends: true,
  test: {name, sequence: {groupOrder}, ...options},
});

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 120_000,
    projects: [
      project('pure', 0, {
        include: ['tests/**/*.test.ts'],
        exclude: [MODEL, BROWSER],
        pool: 'threads',
        isolate: false,
      }),
      project('model', 1, {include: [MODEL], pool: 'forks', isolate: false}),
      project('browser', 2, {include: [BROWSER], pool: 'forks', isolate: true}),
    ],
  },
  esbuild: {target: 'node20'},
});
