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
import {dirname, join} from 'node:path';

import {afterEach, beforeEach, describe, expect, test} from 'vitest';

import {partialName} from '../../../../foundations/files/partial-name.ts';
import {ChunkCache} from '../../../../studio/render/draw/chunk-cache.ts';
import type {FormatName} from '../../../../studio/render/options/formats.ts';
import {requireOwnVideo} from '../../../../studio/render/assemble/own-video.ts';
import {savePicture} from '../../../../studio/render/stills/save-picture.ts';
import {
  putInPlace,
  removeLeftOvers,
} from '../../../../studio/render/assemble/video-files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aim-own-'));
});
afterEach(() => rm(root, {recursive: true, force: true}));

const MANIFEST = JSON.stringify({framesSha256: 'a', key: 'b', videoSha256: 'c'});
const FOREIGN = JSON.stringify({name: 'a package', version: '1.0.0'});

/** Files by path; what ends with `->` is a link. */
async function lay(files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name.replace(/ ->$/, ''));
    await mkdir(dirname(path), {recursive: true});
    if (name.endsWith(' ->')) await symlink(content, path);
    else await writeFile(path, content);
  }
}

const check = (format: FormatName): Promise<void> =>
  requireOwnVideo(root, {base: 'out/x', cues: []}, {format});

describe('a video may be written', () => {
  test.each<[string, FormatName, Record<string, string>]>([
    ['into a folder that is not there', 'mp4', {}],
    ['beside other files', 'mp4', {'out/notes.txt': 'mine', 'out/x.webm': 'mine'}],
    [
      'over one with a manifest',
      'mp4',
      {'out/x.mp4': 'v', 'out/x.vtt': 'c', 'out/x.json': MANIFEST},
    ],
    [
      'over captions of another format',
      'webm',
      {'out/x.vtt': 'c', 'out/x.json': MANIFEST},
    ],
    ['where only its manifest is', 'mp4', {'out/x.json': MANIFEST}],
    [
      'over pictures with a manifest',
      'png',
      {'out/x/000000.png': 'p', 'out/x/1000000.png': 'p', 'out/x.png.json': MANIFEST},
    ],
  ])('%s', async (_, format, files) => {
    await lay(files);
    await check(format);
  });
});

describe('a video is refused', () => {
  test.each<[string, FormatName, Record<string, string>, RegExp]>([
    [
      'over one without a manifest',
      'mp4',
      {'out/x.mp4': 'mine'},
      /x\.mp4 is a file that/,
    ],
    [
      "over one with another format's manifest",
      'webm',
      {'out/x.webm': 'mine', 'out/x.json': MANIFEST},
      /x\.webm is a file that/,
    ],
    [
      'over captions without a manifest',
      'mp4',
      {'out/x.vtt': 'mine'},
      /x\.vtt is a file/,
    ],
    [
      "over another program's JSON",
      'mp4',
      {'out/x.json': FOREIGN},
      /x\.json is a file that/,
    ],
    [
      'over a folder',
      'mp4',
      {'out/x.mp4/mine': '', 'out/x.json': MANIFEST},
      /is a folder/,
    ],
    [
      'over a link',
      'mp4',
      {'mine.mp4': 'mine', 'out/x.mp4 ->': '../mine.mp4', 'out/x.json': MANIFEST},
      /is a link/,
    ],
    [
      'as pictures over a folder with other files',
      'png',
      {'out/x/000000.png': 'p', 'out/x/notes.txt': 'mine', 'out/x.png.json': MANIFEST},
      /notes\.txt is a file that/,
    ],
    [
      'as pictures over pictures without a manifest',
      'png',
      {'out/x/000000.png': 'mine'},
      /000000\.png is a file that/,
    ],
    [
      'as pictures over a project',
      'png',
      {'out/x/project.ts': 'mine', 'out/x/src/s.tsx': 'mine'},
      /project\.ts is a file that/,
    ],
  ])('%s', async (_, format, files, message) => {
    await lay(files);
    await expect(check(format)).rejects.toThrow(message);
  });
});

test('pictures take the place of pictures alone', async () => {
  await lay({'x/000000.png': 'old', 'x/000001.png': 'old', 'x/notes.txt': 'mine'});
  const path = join(root, 'x');
  await mkdir(partialName(path));
  await writeFile(join(partialName(path), '000000.png'), 'new');
  await expect(putInPlace([path])).rejects.toThrow();
  expect(await readFile(join(path, 'notes.txt'), 'utf8')).toBe('mine');
  await rm(join(path, 'notes.txt'));
  await putInPlace([path]);
  expect(await readdir(path)).toEqual(['000000.png']);
});

test('only what dead processes of ours have left is removed', async () => {
  const mine = ['.99999999.x.mp4', '.99999999.x.mp4.list', '.1.aim-partial.y.mp4'];
  const left = ['.99999999.aim-partial.x.mp4', '.99999999.aim-partial.x.mp4.list'];
  await lay(Object.fromEntries([...mine, ...left].map(name => [name, ''])));
  await removeLeftOvers(join(root, 'x.mp4'));
  expect((await readdir(root)).sort()).toEqual(mine.sort());
});

test('a cache removes chunks of its own alone', async () => {
  const [own, other, alone] = ['a', 'b', 'c'].map(letter => letter.repeat(64));
  await lay({
    [`${own}.mp4`]: 'a chunk',
    [`${own}.json`]: '{"hashes": [], "videoSha256": "x"}',
    [`${other}.mp4`]: 'mine',
    [`${other}.json`]: '{"title": "mine"}',
    [`${alone}.mp4`]: 'mine',
    [`${alone}.bin`]: 'mine',
    '.movie.partial': 'mine',
    [`.${own}.host.99999999.partial.mp4`]: 'left by a machine that is off',
  });
  const cache = new ChunkCache(root, '.mp4', null);
  await cache.prepare();
  await cache.evict(0, new Set());
  expect((await readdir(root)).sort()).toEqual(
    [
      '.movie.partial',
      `.${own}.host.99999999.partial.mp4`,
      `${other}.mp4`,
      `${other}.json`,
      `${alone}.mp4`,
      `${alone}.bin`,
    ].sort(),
  );
});

test('a picture takes the place of one of ours alone', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">\n</svg>\n';
  await savePicture(join(root, 'new/x.svg'), svg);
  await savePicture(join(root, 'new/x.svg'), svg.replace('"1"', '"2"'));
  expect(await readFile(join(root, 'new/x.svg'), 'utf8')).toContain('width="2"');
  await writeFile(join(root, 'mine.svg'), svg);
  await expect(savePicture(join(root, 'mine.svg'), svg)).rejects.toThrow(
    /mine\.svg is a file that this project did not write/,
  );
  expect(await readFile(join(root, 'mine.svg'), 'utf8')).toBe(svg);
});
