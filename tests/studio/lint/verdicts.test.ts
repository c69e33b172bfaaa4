import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {Verdicts} from '../../../studio/lint/verdicts.ts';
import type {Linter} from '../../../studio/lint/verdicts.ts';
import {openRequest} from '../../../studio/render/plan/unit.ts';
import type {Play} from '../../../studio/render/plan/unit.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';

const LINTER: Linter = {looking: 'l', browser: {version: '1', flags: ['--x']}};

/** A play whose inputs and options are as given. */
function play(inputs: Partial<Play['inputs']> = {}, width = 1920, locale = 'en'): Play {
  const options = {
    theme: 'light',
    captions: 'picture',
    fps: 60,
    width,
    lint: true,
  } as const;
  const size = {width: 1920, height: 1080};
  return {
    name: 'x',
    identity: {scene: '01-a/x', locale},
    request: openRequest(sceneOf('01-a/x'), locale, options, size),
    inputs: {code: 'c', script: 's', ...inputs},
    explain: error => error,
  };
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-verdicts-'));
  await (await Verdicts.open(folder, LINTER)).keepClean(play());
});
afterAll(() => rm(folder, {recursive: true, force: true}));

test.each<[string, Partial<Linter>, Play, boolean]>([
  ['the same play', {}, play(), true],
  ['other code of the scene', {}, play({code: 'd'}), false],
  ['another script', {}, play({script: 't'}), false],
  ['another size', {}, play({}, 960), false],
  ['another language', {}, play({}, 1920, 'ko'), false],
  ['other code that looks', {looking: 'm'}, play(), false],
  ['another browser', {browser: {version: '2', flags: ['--x']}}, play(), false],
  ['another flag', {browser: {version: '1', flags: []}}, play(), false],
])('%s: known to be clean or not', async (_, change, asked, known) => {
  const verdicts = await Verdicts.open(folder, {...LINTER, ...change});
  expect(await verdicts.isClean(asked)).toBe(known);
});

test('a later verdict takes the place of the former', async () => {
  const verdicts = await Verdicts.open(folder, LINTER);
  await verdicts.keepClean(play({code: 'new'}));
  expect(await verdicts.isClean(play({code: 'new'}))).toBe(true);
  expect(await verdicts.isClean(play())).toBe(false);
});
