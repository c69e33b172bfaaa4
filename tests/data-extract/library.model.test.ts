import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {PROBE_NAMES} from '../../data-extract/probe-defaults.ts';
import {ROOT} from './capture-for-test.ts';

const run = promisify(execFile);
const page = await readFile(join(ROOT, 'docs/capture.md'), 'utf8');
const listings = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code]) => code,
  );

/** A user's project, with this package and a model on its disk. */
let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'aim-user-'));
  await mkdir(join(project, 'node_modules/@types'), {recursive: true});
  await mkdir(join(project, 'models'));
  await symlink(ROOT, join(project, 'node_modules/attention-in-motion'));
  await symlink(
    join(ROOT, 'node_modules/@types/node'),
    join(project, 'node_modules/@types/node'),
  );
  await symlink(
    join(ROOT, 'assets/models/tiny-decoder'),
    join(project, 'models/tiny-decoder'),
  );
  const chat = join(project, 'models/my-chat-model');
  await cp(join(ROOT, 'assets/models/tiny-decoder'), chat, {recursive: true});
  await writeFile(
    join(chat, 'chat_template.jinja'),
    "{% for m in messages %}{{ m.role + ': ' + m.content + '\\n' }}{% endfor %}assistant:",
  );
  await writeFile(join(project, 'package.json'), '{"type": "module"}');
  await writeFile(join(project, 'tsconfig.json'), listings('json')[0]);
  await Promise.all(
    listings('ts').map((code, i) => writeFile(join(project, `listing${i}.ts`), code)),
  );
}, 60_000);
afterAll(() => rm(project, {recursive: true}));

/** Run a listing as a user does. */
async function output(number: number): Promise<string> {
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  const {stdout} = await run(process.execPath, [tsx, `listing${number}.ts`], {
    cwd: project,
  });
  return stdout;
}

test('the page has the listings that are run here', () => {
  expect(listings('ts')).toHaveLength(6);
  expect(listings('json')).toHaveLength(1);
  expect(listings('python')).toHaveLength(1);
});

test('the listings pass the type checker with the options of the page', async () => {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const {stdout} = await run(process.execPath, [tsc, '-p', '.'], {cwd: project}).catch(
    (error: {stdout: string}) => error,
  );
  expect(stdout).toBe('');
}, 60_000);

test('attention: one row of a head, which sums to 100%', async () => {
  const shares = (await output(0)).match(/[\d.]+(?=%)/g)?.map(Number) ?? [];
  expect(shares.length).toBeGreaterThan(10);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
}, 60_000);

test('results, heads by rule, and checks', async () => {
  const text = await output(1);
  expect(text).toContain("rule: 'previous-token'");
  expect(text).toContain('probability:');
  expect(text).toMatch(/resid_post.*: \d/);
}, 60_000);

test('messages', async () => {
  const text = await output(2);
  expect(text).toMatch(/^user: Who are you\?\nassistant:\n/);
  expect(text).toContain('probability:');
}, 60_000);

test('the table names every probe', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual([...PROBE_NAMES, 'headWeights', 'weights'].sort());
});

test('inspection', async () => {
  expect(await output(3)).toMatch(/^decoder 4 6 1\d{6}\n0 \S+ /);
}, 60_000);

test('a mistake is an error with code and remedy', async () => {
  expect(await output(4)).toMatch(/^model-missing There is no model models\/none/);
}, 60_000);

test('a saved capture is what safetensors.numpy reads', async () => {
  await output(5);
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
}, 60_000);
