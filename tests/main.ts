import {relative} from 'node:path';

import {parseCLI, startVitest} from 'vitest/node';
import type {TestModule} from 'vitest/node';

import {ROOT} from '../foundations/root.ts';
import {
  findChromium,
  findFfmpeg,
  findFfprobe,
  findRedisServer,
} from '../studio/setup/parts.ts';
import {contentKeys, machineKeys, testFiles} from './passed/keys.ts';
import type {Keys} from './passed/keys.ts';
import {afterRun, keepPassed, readPassed} from './passed/passed-before.ts';
import {leftOut, saidOf} from './passed/plan.ts';
import {hashesIn} from './passed/project-files.ts';
import {publishedHashes} from './passed/published.ts';

// `npm test`: all tests, but for the files of tests of browsers, commands and models that
// have passed here, or are published, while all that they may read was as it is now. Where
// the variable `CI` is set, or files are named, nothing is left out.

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
const contents = contentKeys(hashes);
const before = machineKeys(contents, programs);
const passed = readPassed(KEPT);
const out =
  process.env.CI || filter.length > 0
    ? {passed: [], published: []}
    : leftOut({contents, published: await publishedKeys(), here: before, passed});
const known = new Set([...out.passed, ...out.published]);
const files = testFiles(hashes).filter(file => !known.has(file));
const vitest = await startVitest('test', filter.length > 0 ? filter : files, {
  ...options,
  watch: false,
});
// Nothing has passed of which a part was not asked for, or whose errors nobody caught.
const isWhole =
  options.testNamePattern === undefined &&
  !options.bail &&
  vitest.state.getUnhandledErrors().length === 0;
const ran = new Map(vitest.state.getTestModules().flatMap(ended));
await keepPassed(
  KEPT,
  afterRun(passed, {
    before,
    after: machineKeys(contentKeys(hashesIn(ROOT)), programs),
    ran,
  }),
);
process.stdout.write(saidOf(out));

async function publishedKeys(): Promise<Keys> {
  const published = await publishedHashes(ROOT);
  return published === null ? new Map() : contentKeys(published);
}

/** Whether a file of tests has passed; nothing where that is not known. */
function ended(module: TestModule): [string, boolean][] {
  const path = relative(ROOT, module.moduleId);
  if (!module.ok() || module.state() === 'failed') return [[path, false]];
  return isWhole && module.state() === 'passed' ? [[path, true]] : [];
}
