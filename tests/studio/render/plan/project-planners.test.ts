import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {UserError} from '../../../../foundations/user-error.ts';
import {
  projectVideo,
  resolveProjectOptions,
} from '../../../../studio/render/options/project-options.ts';
import type {ProjectFlags} from '../../../../studio/render/options/project-options.ts';
import {
  nameOfProject,
  projectPlace,
} from '../../../../studio/render/options/project-place.ts';
import {
  joinScenes,
  partOf,
  rangeInFrames,
} from '../../../../studio/render/page/project-plays.ts';
import {piecesOf} from '../../../../studio/render/plan/project-video.ts';
import {ROOT} from '../../../../foundations/root.ts';
import type {PlayedScene, ProjectFacts} from '../../../../studio/stage/protocol.ts';
import {seedOf, withSeed} from '../../../../studio/vite/missing-meta-plugin.ts';
import {withoutScenes} from '../../../../studio/vite/hash-closure.ts';

const scenes = (...lengths: [string, number, boolean?][]): PlayedScene[] => {
  let from = 0;
  return lengths.map(([name, frames, joined = false]) => {
    const scene = {name, from, to: from + frames, joined};
    from += frames;
    return scene;
  });
};

describe('scenes', () => {
  const played = scenes(['a', 10], ['b', 5, true], ['c', 0], ['d', 20], ['e', 7, true]);

  test('are grouped by the transitions that join them', () => {
    const ranges = joinScenes(played).map(({first, end, from, to}) => [
      first,
      end,
      from,
      to,
    ]);
    expect(ranges).toEqual([
      [0, 2, 0, 15],
      [2, 3, 15, 15],
      [3, 5, 15, 42],
    ]);
  });

  test.each([
    [{from: 0, to: 42}, [15, 0, 27]],
    [{from: 12, to: 20}, [3, 0, 5]],
    [{from: 20, to: 21}, [0, 0, 1]],
    [{from: 42, to: 42}, [0, 0, 0]],
  ])('of the range %j keep %j frames', (range, frames) => {
    const parts = joinScenes(played).map(group => partOf(group, range));
    expect(parts.map(({from, to}) => to - from)).toEqual(frames);
    for (const {from} of parts) expect(from).toBeGreaterThanOrEqual(0);
  });

  test('that a range leaves out are no chapters', () => {
    expect(piecesOf(played, {from: 12, to: 20})).toEqual([
      {title: 'b', frames: 3},
      {title: 'd', frames: 5},
    ]);
  });
});

test.each([
  [[0, null], 30, {from: 0, to: 100}],
  [[1 - 1e-6, 2 - 1e-6], 30, {from: 30, to: 60}],
  [[31 / 30 - 1e-6, null], 30, {from: 31, to: 100}],
  [[0, 99], 30, {from: 0, to: 100}],
  [[99, null], 30, {from: 100, to: 100}],
] as const)('the range %j at %i frames a second is %j', (range, fps, frames) => {
  expect(rangeInFrames(range, fps, 100)).toEqual(frames);
});

describe('seeds', () => {
  test('follow from the name where there is none', () => {
    expect(seedOf('a')).toBe(seedOf('a'));
    expect(seedOf('a')).not.toBe(seedOf('b'));
    expect(JSON.parse(withSeed('{"version": 0}', 'a'))).toEqual({
      version: 0,
      seed: seedOf('a'),
    });
  });
  test.each(['{"version":0,"seed":0}', '{"version":0,"shared":{}}'])('leave %s', json => {
    expect(withSeed(json, 'a')).toBe(json);
  });
});

test('a project without its scenes is the same with one scene more', () => {
  const code = (names: string[]): string =>
    [
      ...names.map(name => `import ${name} from "./scenes/${name}?scene";`),
      'import "./global.css";',
      `export default makeProject({ scenes: [${names.join(', ')}], audio });`,
    ].join('\n');
  expect(withoutScenes(code(['a', 'b']))).toBe(withoutScenes(code(['a', 'b', 'c'])));
  expect(withoutScenes(code(['a']))).toContain('./global.css');
  expect(withoutScenes(code(['a']))).not.toBe(withoutScenes(`${code(['a'])}\nfoo();`));
});

describe('--project', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aim-options-'));
    await writeFile(join(folder, 'project.ts'), '');
    await writeFile(join(folder, 'list.json'), '[1]');
    await writeFile(join(folder, 'broken.json'), '{');
    await writeFile(join(folder, 'good.json'), '{"a": {"b": [1]}}');
  });
  afterAll(() => rm(folder, {recursive: true}));
  const resolve = (flags: Partial<ProjectFlags>, selectors: string[] = []) =>
    resolveProjectOptions({project: 'project.ts', ...flags}, selectors, folder, 2);

  test('takes variables from a file', () => {
    expect(resolve({variables: 'good.json'}).variables).toEqual({a: {b: [1]}});
    expect(resolve({}).variables).toEqual({});
  });

  test('keeps chunks in the cache of the tool, or in a folder of the user', () => {
    expect(resolve({}).cache).toBe(join(ROOT, '.cache/chunks'));
    expect(resolve({cache: 'mine'}).cache).toBe(join(folder, 'mine'));
  });

  test.each<[Partial<ProjectFlags>, string, string[]?]>([
    [{project: 'nothing.ts'}, '--project nothing.ts'],
    [{variables: 'nothing.json'}, '--variables nothing.json'],
    [{variables: 'list.json'}, '--variables list.json'],
    [{variables: 'broken.json'}, '--variables broken.json'],
    [{locale: 'ko'}, '--locale'],
    [{theme: 'dark'}, '--theme'],
    [{captions: 'track'}, '--captions'],
    [{transparent: true}, '--transparent'],
    [{}, '"09"', ['09']],
  ])('refuses %o and names %s', (flags, name, selectors) => {
    expect(() => resolve(flags, selectors)).toThrow(UserError);
    expect(() => resolve(flags, selectors)).toThrow(name);
  });

  const facts = (width: number, height: number, scale = 1): ProjectFacts => ({
    name: 'project',
    scenes: [],
    audio: null,
    variables: {},
    experimentalFeatures: false,
    settings: {
      fps: 24,
      width,
      height,
      scale,
      background: null,
      colorSpace: 'srgb',
      range: [0, null],
      audioOffset: 0,
    },
  });

  test.each<[Partial<ProjectFlags>, number[]]>([
    [{}, [1920, 1080, 24]],
    [{size: '1280x720', fps: 30}, [1280, 720, 30]],
  ])('with %o has the picture %j', (flags, [width, height, fps]) => {
    expect(projectVideo(facts(1920, 1080), resolve(flags))).toEqual({width, height, fps});
  });

  test('takes the scale of the project', () => {
    const {width, height} = projectVideo(facts(960, 540, 2), resolve({}));
    expect([width, height]).toEqual([1920, 1080]);
  });

  test('refuses a size that the format cannot hold, or of another shape', () => {
    expect(() => projectVideo(facts(641, 361), resolve({}))).toThrow('--size 641x361');
    expect(projectVideo(facts(641, 361), resolve({format: 'png'})).width).toBe(641);
    expect(() => projectVideo(facts(640, 360), resolve({size: '640x480'}))).toThrow(
      "the project's 640x360",
    );
  });
});

test.each([
  ['tests/fixtures/plain/src/project.ts', 'tests/fixtures/plain', 'plain-animation'],
  ['tests/fixtures/plain/src/chance.ts', 'tests/fixtures/plain', 'chance'],
])('%s belongs to %s and is called %s', (path, root, name) => {
  const place = projectPlace(path, ROOT);
  expect(place).toEqual({file: `${ROOT}/${path}`, root: `${ROOT}/${root}`});
  expect(nameOfProject(place)).toBe(name);
});
