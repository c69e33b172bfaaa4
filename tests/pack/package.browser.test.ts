import {existsSync} from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {ownVersion} from '../../foundations/versions.ts';
import {findFfmpeg, findFfprobe, findRedisServer} from '../../studio/setup/parts.ts';
import {installPacked, linkTestTools, npm, runProgram} from './install-packed.ts';
import type {Said} from './install-packed.ts';
import {expectPlaying} from './installed-editor.ts';
import {takeScenes} from './take-scenes.ts';

const TOOL = `attention-in-motion-${ownVersion()}.tgz`;
const MODEL = 'attention-in-motion-tiny-decoder-0.1.0.tgz';
const PACKED = [
  {file: TOOL, source: ROOT},
  {file: MODEL, source: join(ROOT, 'assets/models/tiny-decoder')},
];
const hasRedis = await findRedisServer().then(
  () => true,
  () => false,
);
if (!hasRedis && process.env.CI) throw new Error('CI is to have a redis-server');

/** A video that takes seconds. */
const SMALL = ['--size', '320x180', '--fps', '5', '--locale', 'en'];

let home: string;
let course: string;
let env: NodeJS.ProcessEnv;

/** A program of the user's. */
const run = (folder: string, ...args: string[]): Promise<Said> =>
  runProgram(process.execPath, args, {cwd: folder, env});

const aim = (folder: string, ...args: string[]): Promise<Said> =>
  run(folder, join(home, 'node_modules/.bin/aim'), ...args);

const expectEditor = (folder: string, bin: string): Promise<void> =>
  expectPlaying({folder, bin, env});

/** A command that has to succeed, with the document that it answers. */
async function answer<T>(folder: string, ...args: string[]): Promise<T> {
  const {status, stdout, stderr} = await aim(folder, ...args, '--json');
  expect(status, `${args.join(' ')}: ${stdout}${stderr}`).toBe(0);
  return JSON.parse(stdout) as T;
}

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'aim-packed-')));
  course = join(home, 'my-course');
  const packed = await runProgram(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'pack/main.ts'), home],
    {cwd: ROOT},
  );
  expect(packed.status, packed.stdout + packed.stderr).toBe(0);
  await installPacked(home, PACKED);
  await linkTestTools(home);
  // The programs of this machine need not be installed once more.
  const [ffmpeg, ffprobe] = [await findFfmpeg(), await findFfprobe()];
  env = {...process.env, FFMPEG_BIN: ffmpeg.path, FFPROBE_BIN: ffprobe.path};
}, 400_000);

afterAll(() => rm(home, {recursive: true, force: true}));

describe('the packed tool, installed in an empty folder', {timeout: 240_000}, () => {
  test('is small, and holds neither sources nor models, captures and tests', async () => {
    expect((await stat(join(home, TOOL))).size).toBeLessThan(1.5e6);
    expect((await stat(join(home, MODEL))).size).toBeLessThan(5e6);
    const own = join(home, 'node_modules/attention-in-motion');
    const files = await readdir(own, {recursive: true});
    expect(files.filter(file => /\.(?:tgz|safetensors|png|mp4)$/.test(file))).toEqual([]);
    expect(files.filter(file => file.endsWith('.onnx'))).toEqual([
      'dist/studio/setup/status/probe.onnx',
    ]);
    const sources = files.filter(file => /(?<!\.d)\.tsx?$/.test(file));
    expect(sources.every(file => file.startsWith('dist/scenes/template/'))).toBe(true);
  });

  test('is a library for programs without a loader of TypeScript', async () => {
    await writeFile(
      join(home, 'program.mjs'),
      `import {capture} from 'attention-in-motion/capture';
      import {figure} from 'attention-in-motion/figure';
      const model = 'node_modules/attention-in-motion-tiny-decoder';
      const text = 'Lily saw a little bird.';
      const {tokens} = await capture({model, text, probes: {attention: {pattern: true}}});
      const svg = await figure('attention', {model, text, pick: 'previous-token'});
      console.log(JSON.stringify({tokens: tokens.length, svg: svg.slice(0, 4)}));`,
    );
    const {status, stdout, stderr} = await run(home, join(home, 'program.mjs'));
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual({tokens: 7, svg: '<svg'});
  });

  test('says where there is no course, and makes one', async () => {
    const none = await aim(home, 'status');
    expect(none.status).toBe(1);
    expect(none.stderr).toContain(`There is no course.config.ts in ${home}`);
    expect(await answer(home, 'init', 'my-course')).toEqual({course});
    expect((await readdir(home)).sort()).toEqual(
      [
        'my-course',
        'node_modules',
        'package-lock.json',
        'package.json',
        'program.mjs',
        TOOL,
        MODEL,
      ].sort(),
    );
    const {dependencies} = JSON.parse(
      await readFile(join(course, 'package.json'), 'utf8'),
    ) as {dependencies: Record<string, string>};
    expect(dependencies['attention-in-motion']).toBe(`file:../${TOOL}`);
    const again = await aim(home, 'init', 'my-course');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('is there already');
  });
});

describe('a course of one’s own', {timeout: 240_000}, () => {
  const inner = (): string => join(course, 'scenes/01-first-lesson');

  test('takes scenes of this course as they are, with the parts of their lessons, and passes its tests: types, facts and captions, and the lint', async () => {
    await takeScenes(course, '02-bag-of-words', ['bag-to-vector']);
    await takeScenes(course, '06-tokenizers', ['round-trip', 'tokenizer-race']);
    expect(await npm(course, ['test'])).toContain('3 passed');
    // They were among those that it looked at, and need not be played again.
    const taken = ['bag-to-vector', 'round-trip', 'tokenizer-race'];
    const {findings} = await answer<{findings: object[]}>(course, 'lint', ...taken);
    expect(findings).toEqual([]);
  });

  test('is extracted, drawn and rendered from any folder in it', async () => {
    const {captures} = await answer<{captures: {folder: string}[]}>(
      inner(),
      'extract',
      'first-scene',
      '--force',
    );
    expect(captures.map(({folder}) => folder)).toEqual([
      'assets/captures/01-first-lesson/first-scene',
    ]);
    const {files} = await answer<{files: string[]}>(
      inner(),
      'still',
      'first-scene',
      '--at',
      'look',
      '--scale',
      '0.25',
    );
    expect(files).toEqual(
      ['en', 'ko'].map(
        locale => `renders/01-first-lesson/first-scene.${locale}.look.png`,
      ),
    );
    for (const file of files) expect(existsSync(join(course, file)), file).toBe(true);
    const {videos} = await answer<{videos: {frames: number}[]}>(
      inner(),
      'render',
      'first-scene',
      ...SMALL,
    );
    expect(videos).toEqual([expect.objectContaining({locale: 'en', frames: 67})]);
    expect(existsSync(join(home, 'node_modules/.cache/attention-in-motion/chunks'))).toBe(
      false,
    );
  });

  test('knows what a change of a scene makes stale', async () => {
    type State = {
      captures: {scene: string; state: string}[];
      renders: {scene: string; locale: string; state: string}[];
    };
    const isFirst = ({scene}: {scene: string}): boolean => scene.startsWith('01-');
    const stateOf = ({captures, renders}: State): string[] => [
      ...captures.filter(isFirst).map(({state}) => state),
      ...renders.filter(isFirst).map(({locale, state}) => `${locale} ${state}`),
    ];
    expect(stateOf(await answer(inner(), 'status'))).toEqual([
      'fresh',
      'en fresh',
      'ko missing',
    ]);
    const facts = join(inner(), 'first-scene.facts.ts');
    const text = await readFile(facts, 'utf8');
    await writeFile(facts, text.replace('tokens.length - 1;', 'tokens.length - 2;'));
    expect(stateOf(await answer(inner(), 'status'))).toEqual([
      'fresh',
      'en stale',
      'ko missing',
    ]);
    await writeFile(facts, text);
  });

  test('compares its model with another one', async () => {
    const other = join(course, 'assets/models/other');
    await cp(join(course, 'assets/models/tiny-decoder'), other, {recursive: true});
    const {videos} = await answer<{videos: {file: string}[]}>(
      inner(),
      'compare',
      'first-scene',
      '--with',
      `decoder=${other}`,
      ...SMALL,
    );
    expect(videos.length).toBe(1);
    expect(existsSync(join(course, videos[0].file))).toBe(true);
  });

  test('draws figures of any model', async () => {
    const model = join(course, 'assets/models/tiny-decoder');
    const [text, out] = [['--text', 'A little cat.'], join(inner(), 'figure.svg')];
    await answer(inner(), 'figure', 'attention', '--model', model, ...text, '--out', out);
    expect(await readFile(out, 'utf8')).toMatch(/^<svg/);
    await rm(out);
  });

  test.runIf(hasRedis)('is drawn by a farm', async () => {
    // Of this size, no worker has drawn it yet.
    const smaller = ['--size', '160x90', '--fps', '5', '--locale', 'en'];
    const apart = join(home, 'apart');
    const places = ['--out', apart, '--store', `${apart}/store`];
    const {render} = await answer<{render: {videos: {frames: number}[]}}>(
      inner(),
      'farm',
      'first-scene',
      '--local',
      ...smaller,
      ...places,
    );
    expect(render.videos).toEqual([expect.objectContaining({frames: 67})]);
    expect(existsSync(join(apart, '01-first-lesson/first-scene.en.mp4'))).toBe(true);
  });

  test('opens in the editor, as the tool that it has installed does, whichever is called', async () => {
    await expectEditor(inner(), join(ROOT, 'studio/aim.mjs'));
  });
});

describe('the packed tool, with links as pnpm makes them', {timeout: 240_000}, () => {
  test('is a library, and makes a course', async () => {
    const linked = join(home, 'linked');
    await mkdir(linked);
    for (const file of [TOOL, MODEL]) await cp(join(home, file), join(linked, file));
    await installPacked(linked, PACKED, 'linked');
    expect(existsSync(join(linked, 'node_modules/vite'))).toBe(false);
    const bin = join(linked, 'node_modules/.bin/aim');
    await cp(join(home, 'program.mjs'), join(linked, 'program.mjs'));
    const {status, stdout, stderr} = await run(linked, join(linked, 'program.mjs'));
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual({tokens: 7, svg: '<svg'});
    const made = await run(linked, bin, 'init', 'a-course');
    expect(made.status, made.stderr).toBe(0);
    expect(existsSync(join(linked, 'a-course/assets/captures'))).toBe(true);
  });
});
