import {relative} from 'node:path';

import {parseCLI, startVitest} from 'vitest/node';

import {ROOT} from '../foundations/root.ts';
import {
  findChromium,
  findFfmpeg,
  findFfprobe,
  findRedisServer,
} from '../studio/setup/parts.ts';
import {hashesIn, testFiles, testKeys} from './passed/keys.ts';
import {afterRun, keepPassed, passedBefore, readPassed} from './passed/passed-before.ts';

// `npm test`: all tests, but for the files of tests of browsers and commands that have
// passed here while all that they may read was as it is now. Where the variable `CI` is
// set, or files are named, nothing is left out.

/** With which keys files of tests have passed here. */
const KEPT = `${ROOT}/.cache/tests/passed.json`;

const {filter, options} = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const programs = await Promise.all(
  [findChromium, findFfmpeg, findFfprobe, findRedisServer].map(find =>
    find().then(
      ({version}) => version,
      () => null,
    ),
  ),
);
const hashes = hashesIn(ROOT);
const before = testKeys(hashes, programs);
const passed = readPassed(KEPT);
const known = new Set(
  process.env.CI || filter.length > 0 ? [] : passedBefore(before, passed),
);
const files = testFiles(hashes).filter(file => !known.has(file));
const vitest = await startVitest('test', filter.length > 0 ? filter : files, {
  ...options,
  watch: false,
});
const ran = new Map(
  vitest.state
    .getTestModules()
    .map(module => [
      relative(ROOT, module.moduleId),
      module.ok() && module.state() === 'passed',
    ]),
);
// Nothing is known of tests that were not asked for, nor of whose errors nobody caught.
const isWhole =
  options.testNamePattern === undefined && vitest.state.getUnhandledErrors().length === 0;
if (isWhole)
  await keepPassed(
    KEPT,
    afterRun(passed, {before, after: testKeys(hashesIn(ROOT), programs), ran}),
  );
if (known.size > 0)
  process.stdout.write(
    `${known.size} files of tests did not run again, since they have passed with all that they may read as it is now: CI=1 npm test runs them too.\n`,
  );
