import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, describe, expect, test} from 'vitest';

import {
  damageOf,
  readCapture,
  requireCaptureFolder,
  writeCapture,
} from '../../../data-extract/capture/capture-folder.ts';
import type {CaptureOnDisk} from '../../../data-extract/capture/capture-folder.ts';
import {ROOT} from '../../../foundations/root.ts';

let folder: string;
let made: CaptureOnDisk;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-capture-'));
  const known = await readCapture(`${ROOT}/assets/captures/template/scene`);
  if (!known) throw new Error('the template has no capture');
  made = known;
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const place = (...names: string[]): string => join(folder, ...names);
/** Everything below the folder, links as such, with its content. */
async function all(): Promise<Record<string, string>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const files = entries.filter(entry => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      files.map(async ({parentPath, name}) => {
        const path = join(parentPath, name);
        return [path.slice(folder.length + 1), await readFile(path, 'latin1')] as const;
      }),
    ),
  );
}

test.each([
  ['new', async () => undefined],
  ['empty', () => mkdir(place('there'))],
  ['that of a capture', () => writeCapture(place('there'), made)],
  [
    'that of a damaged capture',
    async () => {
      await writeCapture(place('there'), made);
      const text = await readFile(place('there/capture.json'), 'utf8');
      await writeFile(place('there/capture.json'), `<<<<<<< HEAD\n${text.slice(0, 400)}`);
    },
  ],
  [
    'left while its tensors were written',
    async () => {
      await mkdir(place('there'));
      await writeFile(place('there/.99999999.aim-partial.tensors.safetensors'), 'half');
    },
  ],
  [
    'left between its two files',
    async () => {
      await writeCapture(place('there'), made);
      const text = await readFile(place('there/capture.json'), 'utf8');
      await rm(place('there/capture.json'));
      await writeFile(place('there/.99999999.aim-partial.capture.json'), text);
      expect(await readCapture(place('there'))).toBeNull();
    },
  ],
])('a capture is written into a folder that is %s', async (_, prepare) => {
  await prepare();
  await writeCapture(place('there'), made);
  expect(await readCapture(place('there'))).toEqual(made);
  expect((await readdir(place('there'))).sort()).toEqual([
    'capture.json',
    'tensors.safetensors',
  ]);
});

test('only the two files of a capture are exchanged', async () => {
  await writeCapture(place('there'), made);
  await writeFile(place('there/notes.txt'), 'mine');
  await mkdir(place('there/more'));
  await writeFile(place('there/more/deep.txt'), 'mine too');
  const other = {...made, capture: {...made.capture, text: 'another'}};
  await writeCapture(place('there'), other);
  expect((await readCapture(place('there')))?.capture.text).toBe('another');
  const {'there/notes.txt': notes, 'there/more/deep.txt': deep} = await all();
  expect([notes, deep]).toEqual(['mine', 'mine too']);
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  ['has other files', () => writeFile(place('in/notes.txt'), 'mine'), /notes\.txt among/],
  [
    "has another program's capture.json",
    () => writeFile(place('in/capture.json'), '{"format": "mp4"}'),
    /its capture\.json is not of this project/,
  ],
  [
    'has weights of a model',
    () => writeFile(place('in/tensors.safetensors'), 'weights'),
    /tensors\.safetensors among/,
  ],
  [
    'has a capture.json that is a link',
    async () => {
      await writeCapture(place('own'), made);
      await symlink(place('own/capture.json'), place('in/capture.json'));
    },
    /its capture\.json is no file of its own/,
  ],
  [
    'is a file',
    async () => {
      await rm(place('in'), {recursive: true});
      await writeFile(place('in'), 'mine');
    },
    /it is no folder/,
  ],
  [
    'is a link to one that has other files',
    async () => {
      await mkdir(place('theirs'));
      await writeFile(place('theirs/notes.txt'), 'mine');
      await rm(place('in'), {recursive: true});
      await symlink(place('theirs'), place('in'), 'dir');
    },
    /notes\.txt among/,
  ],
])('a folder that %s is refused, and nothing changes', async (_, prepare, message) => {
  await mkdir(place('in'));
  await prepare();
  const before = await all();
  await expect(requireCaptureFolder(place('in'))).rejects.toThrow(message);
  await expect(writeCapture(place('in'), made)).rejects.toThrow(message);
  expect(await all()).toEqual(before);
});

test('the root of the system is refused before anything is written', () =>
  expect(requireCaptureFolder('/')).rejects.toThrow('No capture is written into /'));

describe('what is wrong with a capture', () => {
  const cut = async (name: string, length: number): Promise<void> =>
    writeFile(place(name), (await readFile(place(name))).subarray(0, length));

  test.each([
    ['nothing, where it is whole', () => undefined, null],
    ['nothing, where there is none', () => rm(place('capture.json')), null],
    [
      'a record that was cut short',
      () => cut('capture.json', 400),
      /^capture\.json is cut short or spoiled: .+ JSON/,
    ],
    [
      'a record of something else',
      () => writeFile(place('capture.json'), '{"format": 1, "id": "a"}'),
      /^capture\.json has no "provenance"$/,
    ],
    [
      'tensors that were cut short',
      async () => cut('tensors.safetensors', made.tensors.length - 4),
      /^tensors\.safetensors is cut short or spoiled: tensor ".+" is cut off$/,
    ],
    [
      'a record with both sides of a merge',
      async () => {
        const record = await readFile(place('capture.json'), 'utf8');
        const line = record.split('\n')[2];
        const sides = `<<<<<<< HEAD\n${line}\n=======\n${line}\n>>>>>>> theirs`;
        await writeFile(place('capture.json'), record.replace(line, sides));
      },
      /^capture\.json holds both sides of a merge, with the marks of git$/,
    ],
    [
      'tensors of the same shapes that another model has made',
      async () => {
        const tensors = Buffer.from(made.tensors);
        tensors[tensors.length - 1] ^= 1;
        await writeFile(place('tensors.safetensors'), tensors);
      },
      /^tensors\.safetensors is not the one that capture\.json speaks of$/,
    ],
    [
      'tensors of a capture from before records named theirs',
      async () => {
        const {tensorsSha256: _, ...capture} = made.capture;
        const [first, ...others] = capture.tensors;
        const another = {...first, name: 'blocks.9.attn.hook_pattern'};
        const record = {...capture, tensors: [another, ...others]};
        await writeFile(place('capture.json'), JSON.stringify(record));
      },
      /^tensors\.safetensors is not the one that capture\.json speaks of$/,
    ],
    [
      'tensors that are gone',
      () => rm(place('tensors.safetensors')),
      /^tensors\.safetensors cannot be read: ENOENT/,
    ],
  ])('%s', async (_, spoil, expected) => {
    await writeCapture(folder, made);
    await spoil();
    const damage = await damageOf(folder);
    if (expected === null) expect(damage).toBeNull();
    else expect(damage).toMatch(expected);
    if (expected !== null) expect(await readCapture(folder)).toBeNull();
  });
});
