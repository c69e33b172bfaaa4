import {cp, mkdir, mkdtemp, rm, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {
  capturesOf,
  readLesson,
  readSceneCapture,
  readSceneScript,
  sceneOf,
} from '../../../studio/course/scene-files.ts';

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

test('a script in a language that the lesson has no name in is refused', async () => {
  const folder = join(root, 'scenes/01-test');
  const script = '---\ntitle: x\nstoryboard: T\n---\n## a\nText.\n';
  await writeFile(join(folder, 'mask.script.en.md'), script);
  await writeFile(join(folder, 'mask.script.ko.md'), script);
  await writeFile(join(folder, 'lesson.json'), '{"number": 1, "title": {"en": "T"}}');
  await expect(readSceneScript(root, sceneOf('01-test/mask'))).rejects.toThrow(
    'scenes/01-test/lesson.json: title.ko is missing',
  );
});

test('a scene without a script is refused, with the file to write', async () => {
  await expect(readSceneScript(root, sceneOf('01-test/mask'))).rejects.toMatchObject({
    message: 'Scene 01-test/mask has no script.',
    remedy: expect.stringContaining('scenes/01-test/mask.script.en.md') as string,
  });
});

test('a lesson in a colour that the palette does not have is refused', async () => {
  const folder = join(root, 'scenes/01-test');
  const write = (role: string) =>
    writeFile(
      join(folder, 'lesson.json'),
      `{"number": 1, "title": {"en": "T"}, "role": ${role}}`,
    );
  await write('"tokens"');
  await expect(readLesson(root, '01-test')).rejects.toThrow(
    'scenes/01-test/lesson.json: "role" is "tokens", which is no colour of the palette. Did you mean "token"?',
  );
  await write('3');
  await expect(readLesson(root, '01-test')).rejects.toThrow('"role" is 3');
  await write('"expert"');
  expect((await readLesson(root, '01-test')).data.role).toBe('expert');
});

test.each([
  [null, 'assets/captures/01-test/mask', 'Run: npm run extract -- 01-test/mask'],
  [
    'theirs',
    'theirs/01-test/mask',
    'Run: npm run extract -- 01-test/mask --model role=model, or remove theirs/01-test/mask',
  ],
])(
  'a damaged capture of %s is named with its damage and what mends it',
  async (other, folder, remedy) => {
    const known = join(ROOT, 'assets/captures/template/scene');
    await cp(known, join(root, folder), {recursive: true});
    await truncate(join(root, folder, 'tensors.safetensors'), 2000);
    await expect(readSceneCapture(root, sceneOf('01-test/mask'), other)).rejects.toEqual(
      expect.objectContaining({
        message: `${folder} holds a damaged capture: tensors.safetensors is cut short or spoiled: tensor "blocks.1.attn.hook_pattern" is cut off.`,
        remedy: expect.stringContaining(remedy) as string,
      }),
    );
  },
);
