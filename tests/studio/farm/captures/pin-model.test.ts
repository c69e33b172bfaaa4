import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import type {Course} from '../../../../data-extract/course/course.ts';
import {ROOT} from '../../../../foundations/root.ts';
import {pinModel} from '../../../../studio/farm/captures/pin-model.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const courseOf = (decoder: Course['roles']['decoder']): Course => ({
  roles: {decoder},
  locales: ['en'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 60},
});

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'aim-pin-'));
  const file = {bytes: 1, sha256: '0'.repeat(64)};
  await writeFile(
    join(root, 'models.lock.json'),
    JSON.stringify({
      lockVersion: 1,
      models: {
        'org/locked@main': {
          commit: COMMIT,
          needs: {fp32: ['config.json', 'onnx/model.onnx']},
          files: {'config.json': file, 'onnx/model.onnx': file},
        },
      },
    }),
  );
});
afterAll(() => rm(root, {recursive: true, force: true}));

test('a folder is named from the course, whoever calls it what', async () => {
  const path = 'assets/models/tiny-decoder';
  const [own, absolute] = [path, join(ROOT, path)];
  const pinned = await pinModel(courseOf({path: own}), 'decoder', ROOT);
  expect(pinned.text).toBe(path);
  expect(await pinModel(courseOf({path: absolute}), 'decoder', ROOT)).toEqual(pinned);
});

test('a repository at a commit needs no lock file', async () => {
  const course = courseOf({hub: 'org/name', revision: COMMIT});
  const {text, inputs} = await pinModel(course, 'decoder', root);
  expect(text).toBe(`org/name@${COMMIT}`);
  expect(inputs).toEqual({hub: 'org/name', commit: COMMIT, dtype: null, device: 'cpu'});
});

test('a branch is the commit that it is locked to', async () => {
  const course = courseOf({hub: 'org/locked', revision: 'main'});
  const {text} = await pinModel(course, 'decoder', root);
  expect(text).toBe(`org/locked@${COMMIT}`);
});

test.each<[string, Course['roles']['decoder'], string]>([
  ['nothing', undefined, 'none plays the role "decoder"'],
  ['a branch', {hub: 'org/name', revision: 'main'}, 'may be another one tomorrow'],
  ['a folder elsewhere', {path: join(ROOT, 'assets/models/tiny-decoder')}, 'outside'],
])('%s is refused', async (_, source, said) => {
  await expect(pinModel(courseOf(source), 'decoder', root)).rejects.toThrow(said);
});
