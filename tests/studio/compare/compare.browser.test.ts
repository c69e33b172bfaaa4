import {readFile, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {aimHere} from '../../fixtures/aim-here.ts';
import {copyProject} from '../../fixtures/project-copy.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';

const LIKES = '01-first/likes';
const OTHER = 'decoder=assets/models/tiny-moe';
const FOLDER = '.cache/captures/decoder=assets--models--tiny-moe';
const SMALL = ['--size', '320x180'];

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject(join(ROOT, 'tests/fixtures/two-roles'));
  await run('extract');
}, 120_000);
afterAll(() => project.remove());

const run = async (...args: string[]): Promise<unknown> => {
  const {status, stdout, stderr} = await project.aim(...args, '--json');
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
};
const read = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(project.root, file), 'utf8'));

describe('another model', {timeout: 240_000}, () => {
  test('is rendered from its own captures, beside the course and without a change of it', async () => {
    const {captures} = (await run('extract', '--model', OTHER)) as {
      captures: {folder: string}[];
    };
    expect(captures.map(({folder}) => folder)).toEqual([`${FOLDER}/${LIKES}`]);

    const {videos} = (await run('render', '--captures', FOLDER, ...SMALL)) as {
      videos: {scene: string; locale: string; file: string; manifest: string}[];
    };
    const out = 'renders/with/decoder=assets--models--tiny-moe';
    expect(videos.map(({file}) => file)).toEqual([
      `${out}/${LIKES}.en.mp4`,
      `${out}/${LIKES}.ko.mp4`,
    ]);
    const manifest = (await read(videos[0].manifest)) as {
      captures: object[];
      flags: object;
    };
    expect(manifest.captures).toMatchObject([{id: LIKES, model: 'tiny-moe'}]);
    expect(manifest.flags).toMatchObject({captures: FOLDER});

    const {renders} = (await run('status', 'likes', '--out', out)) as {
      renders: {state: string; reason: string}[];
    };
    expect(renders.map(({state, reason}) => [state, reason])).toEqual([
      ['fresh', ''],
      ['fresh', ''],
    ]);

    const {files} = (await run(
      'still',
      'likes',
      '--captures',
      FOLDER,
      '--locale',
      'en',
      '--at',
      'end',
      '--scale',
      '0.25',
    )) as {files: string[]};
    expect(files).toEqual([`${out}/${LIKES}.en.end.png`]);
  });

  test('is put beside the course in one video', async () => {
    const args = ['compare', 'likes', '--with', OTHER, '--locale', 'en', ...SMALL];
    const {videos} = (await run(...args)) as {
      videos: {file: string; manifest: string; frames: number}[];
    };
    expect(videos).toMatchObject([{file: `renders/compare/${LIKES}.en.mp4`}]);
    const [{file, manifest, frames}] = videos;
    const facts = (await read(manifest)) as {
      left: {name: string; framesSha256: string};
      right: {name: string; framesSha256: string};
      parts: {cue: string; frames: number}[];
    };
    expect(facts.left.name).toMatch(/^tiny-decoder@[0-9a-f]{7}$/);
    expect(facts.right.name).toMatch(/^tiny-moe@[0-9a-f]{7}$/);
    expect(facts.left.framesSha256).not.toBe(facts.right.framesSha256);
    expect(facts.parts.map(({cue}) => cue)).toEqual(['begin', 'end']);
    expect(facts.parts.reduce((sum, part) => sum + part.frames, 0)).toBe(frames);

    const made = await stat(join(project.root, file));
    await run(...args);
    expect((await stat(join(project.root, file))).mtimeMs).toBe(made.mtimeMs);

    // Without its manifest it could be anyone's.
    await rm(join(project.root, manifest));
    const {status, stderr} = await project.aim(...args);
    expect(stderr).toContain('.en.mp4 is a file that this project did not write');
    expect(status).toBe(1);
    expect((await stat(join(project.root, file))).mtimeMs).toBe(made.mtimeMs);
  });

  test('without a capture of a scene is refused where that is to be drawn', async () => {
    const {status, stderr} = await project.aim('still', 'counts', '--captures', FOLDER);
    expect(status).toBe(1);
    expect(stderr).toContain('has no capture of these scenes');
  });
});

/** In the course, whose scene asks for a role of its own. */
test.each([
  [['compare', 'what-is-it'], 'nothing to compare with'],
  [['compare', '--with', OTHER], 'There is no scene'],
  [['compare', 'what-is-it', '--with', 'no-such-folder'], '--with no-such-folder has no'],
  [['compare', 'what-is-it', '--with', 'painter=x'], '--with painter=x names no role'],
  [
    ['compare', 'what-is-it', '--with', 'decoder=no-such-model'],
    'There is no model no-such-model',
  ],
  [['compare', 'bag-to-vector', '--with', OTHER], 'None of the scenes asks for the role'],
  [['render', '--captures', 'no-such-folder'], 'no-such-folder has no capture'],
])('%j is refused', async (args, message) => {
  const {status, stderr} = await aimHere(...args);
  expect(status).toBe(1);
  expect(stderr).toContain(message);
});
