import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, expect, test} from 'vitest';

import {capturesOf, sceneOf} from '../../studio/scene-files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aim-scenes-'));
  await mkdir(join(root, 'scenes/01-test'), {recursive: true});
});
afterEach(() => rm(root, {recursive: true}));

const declare = (...names: string[]): Promise<unknown> =>
  Promise.all(
    names.map(name => writeFile(join(root, `scenes/01-test/${name}.capture.ts`), '')),
  );

test.each([
  [[], []],
  [['mask'], ['01-test/mask']],
  [
    ['mask.encoder', 'mask', 'mask.a'],
    ['01-test/mask', '01-test/mask.a', '01-test/mask.encoder'],
  ],
  [['mask-two', 'masks', 'other.mask'], []],
])('captures of "mask" among %j are %j', async (files, expected) => {
  await declare(...files);
  const captures = await capturesOf(root, sceneOf('01-test/mask'));
  expect(captures.map(({id}) => id)).toEqual(expected);
});
