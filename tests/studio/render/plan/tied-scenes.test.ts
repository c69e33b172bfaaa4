import {expect, test} from 'vitest';

import {readsTime, scenesInPlay} from '../../../../studio/render/plan/tied-scenes.ts';
import type {SceneHashes} from '../../../../studio/vite/scene-hashes-plugin.ts';

/** Scenes by name: the modules that each shares, and whether it touches the world. */
const hashesOf = (scenes: Record<string, [string, boolean?]>): SceneHashes => ({
  stage: '',
  looking: '',
  assets: '',
  publicFiles: '',
  projects: {},
  scenes: Object.fromEntries(
    Object.keys(scenes).map(name => [`src/${name}.tsx`, `code of ${name}`]),
  ),
  reach: Object.fromEntries(
    Object.entries(scenes).map(([name, [modules, touchesWorld = false]]) => [
      `src/${name}.tsx`,
      {
        modules: [name, ...modules],
        touchesWorld,
        readsTime: name === 'clock',
      },
    ]),
  ),
});

const inPlay = (
  order: string,
  own: number,
  scenes: Parameters<typeof hashesOf>[0],
): string =>
  scenesInPlay(
    [...order].map(name => ({name})),
    {first: own, end: own + 1},
    hashesOf(scenes),
  )
    .map(({name, own}) => (own ? name.toUpperCase() : name))
    .join('');

test.each<[string, number, Parameters<typeof hashesOf>[0], string]>([
  ['abc', 1, {a: ['x'], b: ['y'], c: ['z']}, 'B'],
  // One that comes before and one that comes after: modules are loaded before all scenes.
  ['abc', 1, {a: ['x'], b: ['x'], c: ['z']}, 'aB'],
  ['abc', 0, {a: ['x'], b: ['x'], c: ['z']}, 'Ab'],
  // By way of another scene.
  ['abc', 0, {a: ['x'], b: ['xy'], c: ['y']}, 'Abc'],
  // What touches the world touches all, and may itself be touched.
  ['abc', 0, {a: ['x'], b: ['y', true], c: ['z']}, 'Ab'],
  ['abc', 1, {a: ['x'], b: ['y', true], c: ['z']}, 'B'],
  ['abcd', 0, {a: ['x'], b: ['y', true], c: ['z'], d: ['y']}, 'Abd'],
  // The same scene twice.
  ['aba', 0, {a: ['x'], b: ['y']}, 'Aa'],
  ['aba', 2, {a: ['x'], b: ['y']}, 'aA'],
])(
  'of %s, the frames of scene %i depend on its like: %j gives %s',
  (...[order, own, scenes, expected]) => {
    expect(inPlay(order, own, scenes)).toBe(expected);
  },
);

test('scenes that a transition joins are their own together', () => {
  const hashes = hashesOf({a: ['x'], b: ['y'], c: ['y']});
  const scenes = [{name: 'a'}, {name: 'b'}, {name: 'c'}];
  expect(scenesInPlay(scenes, {first: 0, end: 2}, hashes)).toEqual([
    {name: 'a', code: ['code of a'], own: true},
    {name: 'b', code: ['code of b'], own: true},
    {name: 'c', code: ['code of c'], own: false},
  ]);
});

test('a scene that asks for the time says so', () => {
  const hashes = hashesOf({a: ['x'], clock: ['y']});
  expect(readsTime(['a'], hashes)).toBe(false);
  expect(readsTime(['a', 'clock'], hashes)).toBe(true);
});
