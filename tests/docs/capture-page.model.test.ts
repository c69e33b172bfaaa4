import {execFile, execFileSync} from 'node:child_process';
import {mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {PROBES} from '../../data-extract/probes/all.ts';
import {ROOT} from '../../foundations/root.ts';
import {listingsOf} from './listings.ts';
import type {Listing} from './listings.ts';

const run = promisify(execFile);
const page = await readFile(join(ROOT, 'docs/capture.md'), 'utf8');
const listings = listingsOf(page);
const programs = listings.filter(({language}) => language === 'ts');

/** An empty folder beside this package, as a reader of the page has it. */
let home: string;
let project: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'aim-user-'));
  project = join(home, 'project');
  await mkdir(project);
  await symlink(ROOT, join(home, 'attention-in-motion'));
});
afterAll(() => rm(home, {recursive: true}));

const outputs = new Map<Listing, string>();

const outputOf = (program: number): string => outputs.get(programs[program]) ?? '';

async function runIn(command: string, args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    npm_config_offline: 'true',
    npm_config_cache: join(home, 'npm'),
    npm_config_update_notifier: 'false',
  };
  const {stdout} = await run(command, args, {cwd: project, env});
  return stdout;
}

/** What a registry would be asked for is taken from this package's own modules. */
const FROM_REGISTRY = 'npm install --save-dev typescript tsx @types/node\n';

async function linkModules(): Promise<string> {
  await mkdir(join(project, 'node_modules/@types'));
  for (const name of ['typescript', 'tsx', '@types/node']) {
    const target = join(ROOT, 'node_modules', name);
    await symlink(target, join(project, 'node_modules', name));
  }
  return '';
}

const hasPython = ((): boolean => {
  try {
    execFileSync('python3', ['-c', 'import safetensors, numpy'], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
})();

/** Run a listing as a reader does. */
async function runListing({language, code}: Listing): Promise<string> {
  switch (language) {
    case 'sh':
      return code === FROM_REGISTRY ? linkModules() : runIn('sh', ['-euc', code]);
    case 'ts':
      await writeFile(join(project, 'program.mjs'), code);
      return runIn(process.execPath, ['program.mjs']);
    case 'python':
      return runIn('python3', ['-c', code]);
    case 'json':
      await writeFile(join(project, 'tsconfig.json'), code);
      return '';
    default:
      throw new Error(`a listing in "${language}"`);
  }
}

describe('the listings run one after the other in an empty folder', () => {
  for (const [number, listing] of listings.entries()) {
    const {language, code, prints} = listing;
    const isRun = language !== 'python' || hasPython;
    test.runIf(isRun)(`${number + 1}: ${language}`, async () => {
      const stdout = await runListing(listing);
      outputs.set(listing, stdout);
      if (prints !== null) expect(stdout, code).toBe(prints);
    });
  }
});

test('the listings are TypeScript, with the options of the page', async () => {
  await rm(join(project, 'program.mjs'));
  await Promise.all(
    programs.map(({code}, i) => writeFile(join(project, `program${i}.ts`), code)),
  );
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const {stdout} = await run(process.execPath, [tsc, '-p', '.'], {cwd: project}).catch(
    (error: {stdout: string}) => error,
  );
  expect(stdout).toBe('');
  const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
  expect(await runIn(process.execPath, [tsx, 'program0.ts'])).toBe(outputOf(0));
});

test('attention: one row of a head, which sums to 100%', () => {
  const shares =
    outputOf(0)
      .match(/[\d.]+(?=%)/g)
      ?.map(Number) ?? [];
  expect(shares.length).toBeGreaterThan(10);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
});

test('results, heads by rule, and checks', () => {
  expect(outputOf(1)).toContain("rule: 'previous-token'");
  expect(outputOf(1)).toContain('probability:');
  expect(outputOf(1)).toMatch(/resid_post.*: \d/);
});

test('messages', () => {
  expect(outputOf(2)).toMatch(/^user: Who are you\?\nassistant:\n/);
  expect(outputOf(2)).toContain('probability:');
});

test('the table names every probe', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(Object.keys(PROBES).sort());
});

test('a saved capture is what safetensors.numpy reads', async () => {
  const folder = join(project, 'captures/bird');
  const capture = JSON.parse(await readFile(join(folder, 'capture.json'), 'utf8')) as {
    tokens: unknown[];
  };
  const file = await readFile(join(folder, 'tensors.safetensors'));
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, 8 + length)) as Record<
    string,
    {dtype: string; shape: number[]; data_offsets: [number, number]}
  >;
  const {dtype, shape, data_offsets: offsets} = header['blocks.3.hook_resid_post'];
  expect({dtype, shape}).toEqual({dtype: 'F32', shape: [capture.tokens.length, 192]});
  expect(offsets[1] - offsets[0]).toBe(capture.tokens.length * 192 * 4);
  // The format asks for a header whose values begin at a multiple of eight bytes, and
  // for values that fill the file without holes.
  expect((8 + length) % 8).toBe(0);
  const ends = Object.entries(header).flatMap(([name, entry]) =>
    name === '__metadata__' ? [] : [entry.data_offsets],
  );
  ends.sort(([a], [b]) => a - b);
  ends.forEach(([start], i) => expect(start).toBe(i === 0 ? 0 : ends[i - 1][1]));
  expect(ends.at(-1)?.[1]).toBe(file.length - 8 - length);
});
