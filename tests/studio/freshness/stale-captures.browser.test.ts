import {cp, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {loadCourse} from '../../../studio/course/load-course.ts';
import {ROOT} from '../../../foundations/root.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {staleCaptures} from '../../../studio/freshness/stale-captures.ts';
import {copyProject} from '../../fixtures/project-copy.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';

const [LIKES, COUNTS] = ['01-first/likes', '01-first/counts'];
const DECLARATION = `scenes/${LIKES}.capture.ts`;

const STALE = {
  capture: LIKES,
  scenes: [LIKES],
  reasons: ['the text changed'],
  remedy: `npm run extract -- ${LIKES}`,
};
/** What is said of it, whatever the command. */
const SAID = `Capture ${LIKES} is stale: the text changed. Run: ${STALE.remedy}`;

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject(join(ROOT, 'tests/fixtures/two-roles'));
  await run('extract');
}, 120_000);
afterAll(() => project.remove());

/** Run a command that succeeds: its JSON, and what it said. */
async function run<T>(...args: string[]): Promise<{document: T; stderr: string}> {
  const {status, stdout, stderr} = await project.aim(...args, '--json');
  expect(status, stderr).toBe(0);
  return {document: JSON.parse(stdout) as T, stderr: stderr.replaceAll('\n', ' ')};
}

interface Rendered {
  videos: {frames: number; reusedFrames: number; manifest: string}[];
  stale: object[];
}

const render = () =>
  run<Rendered>('render', LIKES, '--locale', 'en', '--size', '320x180');

/** The manifest's entry of the capture. */
async function captureIn(manifest: string): Promise<{stale: string[]}> {
  const text = await readFile(join(project.root, manifest), 'utf8');
  return (JSON.parse(text) as {captures: {stale: string[]}[]}).captures[0];
}

async function still(): Promise<{picture: Buffer; stale: object[]; stderr: string}> {
  const {document, stderr} = await run<{files: string[]; stale: object[]}>(
    'still',
    LIKES,
    '--at',
    'begin',
    '--locale',
    'ko',
    '--scale',
    '0.5',
  );
  const picture = await readFile(join(project.root, document.files[0]));
  return {picture, stale: document.stale, stderr};
}

describe('a capture whose declaration has changed since', {timeout: 240_000}, () => {
  test('is named by every command that draws it, and by its frames', async () => {
    const fresh = {still: await still(), video: (await render()).document.videos[0]};
    expect(fresh.still.stale).toEqual([]);
    expect((await captureIn(fresh.video.manifest)).stale).toEqual([]);

    await project.edit(DECLARATION, 'Lily likes birds.', 'Lily likes cats.');

    const old = await still();
    expect(old.stale).toEqual([STALE]);
    expect(old.stderr).toContain(SAID);
    expect(old.picture.equals(fresh.still.picture)).toBe(false);

    const lint = await run<{stale: object[]}>(
      'lint',
      LIKES,
      '--locale',
      'en',
      '--theme',
      'light',
    );
    expect(lint.document.stale).toEqual([STALE]);
    expect(lint.stderr).toContain(SAID);

    const {document, stderr} = await render();
    const [video] = document.videos;
    expect(document.stale).toEqual([STALE]);
    expect(stderr).toContain(SAID);
    expect(video.reusedFrames).toBe(0);
    expect((await captureIn(video.manifest)).stale).toEqual(['the text changed']);
  });

  test('is not drawn for good unless that is asked for', async () => {
    const final = ['render', LIKES, '--preset', 'final', '--dry-run', '--json'];
    const {status, stdout} = await project.aim(...final);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'captures-stale',
        message: `--preset final is not made of stale captures: ${LIKES} (the text changed).`,
        remedy: expect.stringContaining(
          `Run: ${STALE.remedy}; or give --stale-ok`,
        ) as string,
      },
    });
    const {document} = await run<{stale: object[]}>(...final.slice(0, -1), '--stale-ok');
    expect(document.stale).toEqual([STALE]);
  });

  test('makes no difference any more once it is made again', async () => {
    await run('extract', LIKES);
    const before = await run<{
      renders: {scene: string; locale: string; reason: string}[];
    }>('status');
    const own = before.document.renders.find(
      ({scene, locale}) => scene === LIKES && locale === 'en',
    );
    expect(own?.reason).toBe(`capture ${LIKES} was stale when it was drawn`);
    const {document, stderr} = await render();
    expect(document.stale).toEqual([]);
    expect(stderr).not.toContain('is stale');
    expect(document.videos[0].reusedFrames).toBe(0);
    expect((await captureIn(document.videos[0].manifest)).stale).toEqual([]);
    // What was drawn of the first text is still there.
    await project.edit(DECLARATION, 'Lily likes cats.', 'Lily likes birds.');
    await run('extract', LIKES);
    const [again] = (await render()).document.videos;
    expect(again.reusedFrames).toBe(again.frames);
  });
});

describe('captures', () => {
  test('that are missing are not called stale, and others by their declaration alone', async () => {
    const others = '.cache/captures/other';
    const captures = join(project.root, 'assets/captures');
    await cp(captures, join(project.root, others), {recursive: true});
    await rm(join(captures, COUNTS), {recursive: true});
    await project.edit('course.config.ts', 'tiny-decoder', 'tiny-moe');
    const course = await loadCourse(project.root);
    const judge = async (folder: string | null) => {
      const scenes = [LIKES, COUNTS].map(sceneOf);
      const stale = await staleCaptures(project.root, course, scenes, folder);
      return stale.map(({reasons, remedy}) => ({reasons, remedy}));
    };
    expect(await judge(null)).toEqual([
      {
        reasons: ['decoder changed: tiny-decoder -> tiny-moe'],
        remedy: `npm run extract -- ${LIKES}`,
      },
    ]);
    expect(await judge(others)).toEqual([]);
    const file = join(project.root, others, LIKES, 'capture.json');
    const capture = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({...capture, declarationSha256: ''}));
    expect(await judge(others)).toEqual([
      {
        reasons: ['the declaration changed'],
        remedy: `npm run extract -- ${LIKES} --model role=model`,
      },
    ]);
  });
});
