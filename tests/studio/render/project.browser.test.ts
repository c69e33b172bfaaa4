import {appendFile, cp, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {probeArgs} from '../../../studio/render/encode/join-args.ts';
import {hashFrames} from '../../../studio/render/assemble/manifest.ts';
import {runFfmpeg} from '../../../studio/render/encode/run-ffmpeg.ts';
import {findFfmpeg, findFfprobe} from '../../../studio/setup/parts.ts';
import {readManifest} from './harness.ts';
import {ownFrames} from './own-frames.ts';
import {copyPlainProject} from './plain-project.ts';
import type {PlainProject} from './plain-project.ts';

interface Probe {
  streams: {codec_name: string; width?: number; height?: number; duration: string}[];
  chapters: {start_time: string; tags: {title: string}}[];
}

const probe = async (file: string): Promise<Probe> =>
  JSON.parse(await runFfmpeg((await findFfprobe()).path, probeArgs(file))) as Probe;

let plain: PlainProject;
beforeAll(async () => {
  plain = await copyPlainProject();
});
afterAll(() => plain.remove());

const chance = 'animation/src/chance.ts';

describe('a plain Motion Canvas project', {timeout: 240_000}, () => {
  test('comes out frame by frame as Motion Canvas renders it, and is left as it was', async () => {
    const before = await plain.contents();
    const video = await plain.render();
    expect(video.project).toBe('plain-animation');
    const manifest = await readManifest(join(plain.folder, video.manifest));
    // Its renderer ends one frame late, with a picture that it has shown already.
    const frames = (await ownFrames()).slice(0, -1);
    expect(manifest.frames).toBe(frames.length);
    expect(manifest.framesSha256).toBe(hashFrames(frames));
    expect(await plain.contents()).toEqual(before);
  });

  test('whose name leads out of --out is refused, and nothing is written', async () => {
    const flags = {project: 'animation/src/escape.ts', out: 'deep/er/out'};
    await expect(plain.render(flags)).rejects.toThrow(
      'is called "../../escaped", which leads into other folders',
    );
    expect(await readdir(plain.folder)).not.toContain('deep');
  });

  test('is the same in folders of any names', async () => {
    const odd = 'C# & ?100%d "it\'s" 한글 \\ dot.';
    await cp(join(plain.folder, 'animation'), join(plain.folder, odd), {recursive: true});
    const flags = {fps: 5, format: 'png'};
    const known = await plain.render({...flags, project: chance});
    const {manifest, file} = await plain.render({
      ...flags,
      project: `${odd}/src/chance.ts`,
      out: `out of ${odd}`,
      cache: `cache of ${odd}`,
    });
    const [one, other] = await Promise.all(
      [known.manifest, manifest].map(name => readManifest(join(plain.folder, name))),
    );
    expect(other.framesSha256).toBe(one.framesSha256);
    expect(await readdir(join(plain.folder, file))).toHaveLength(other.frames);
  });

  test('whose code has a mistake names it by its own path', async () => {
    const odd = 'wrong #1';
    await cp(join(plain.folder, 'animation'), join(plain.folder, odd), {recursive: true});
    await appendFile(join(plain.folder, odd, 'src/chance.ts'), "import './none.ts';");
    await expect(plain.render({project: `${odd}/src/chance.ts`})).rejects.toThrow(
      `${odd}/src/chance.ts`,
    );
  });

  test('is one video with its size, its sound and a chapter per scene', async () => {
    const video = await plain.render();
    expect(video.reusedFrames).toBe(video.frames);
    const {streams, chapters} = await probe(join(plain.folder, video.file));
    const [picture, sound] = streams;
    expect(picture).toMatchObject({codec_name: 'h264', width: 640, height: 360});
    expect(sound.codec_name).toBe('aac');
    expect(Math.abs(Number(sound.duration) - video.seconds)).toBeLessThan(0.05);
    expect(chapters.map(({tags}) => tags.title)).toEqual(['intro', 'picture', 'formula']);
    expect(Number(chapters[0].start_time)).toBe(0);

    const file = join(plain.folder, video.file);
    const {path} = await findFfmpeg();
    const volume = async (from: number, to: number): Promise<string> => {
      const filter = `atrim=${from}:${to},astats=metadata=1,ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-`;
      const args = ['-v', 'error', '-i', file, '-af', filter, '-f', 'null', '-'];
      return (await runFfmpeg(path, args)).trim().split('=').at(-1) ?? '';
    };
    // The project's meta file says that the sound begins after half a second.
    expect(await volume(0, 0.4)).toBe('-inf');
    expect(Number(await volume(0.6, 1.2))).toBeGreaterThan(-30);
  });

  test('plans scenes that a transition joins as one, and others for themselves', async () => {
    const chunks = await plain.plan();
    expect(chunks.map(line => line.split(' ')[0])).toEqual(['intro+picture', 'formula']);
    expect(chunks.every(line => line.endsWith('cached'))).toBe(true);
    await appendFile(join(plain.folder, 'animation/src/scenes/formula.tsx'), '\n1;\n');
    const after = await plain.plan();
    expect(after[0]).toBe(chunks[0]);
    expect(after[1]).toBe(chunks[1].replace('cached', 'missing'));
  });

  test('is drawn anew when a picture, a public file or a variable changes', async () => {
    const states = async (flags = {}): Promise<string[]> =>
      (await plain.plan(flags)).map(line => line.split(' ')[2]);
    await plain.render();
    expect(await states()).toEqual(['cached', 'cached']);
    const {folder} = plain;
    await writeFile(join(folder, 'variables.json'), '{"title": "안녕"}');
    expect(await states({variables: 'variables.json'})).toEqual(['missing', 'missing']);
    const [picture, dot] = ['src/picture.png', 'public/dot.png'].map(name =>
      join(folder, 'animation', name),
    );
    const bytes = await readFile(picture);
    await writeFile(picture, await readFile(dot));
    expect(await states()).toEqual(['missing', 'cached']);
    await writeFile(picture, bytes);
    expect(await states()).toEqual(['cached', 'cached']);
    await writeFile(dot, bytes);
    expect(await states()).toEqual(['missing', 'missing']);
  });

  test('takes range, size and rate from flags and settings', async () => {
    const meta = join(plain.folder, 'animation/src/project.meta');
    const text = await readFile(meta, 'utf8');
    await writeFile(meta, text.replace('[0, null]', '[0.5, 1.5]'));
    const video = await plain.render({size: '320x180', fps: 20, out: 'part'});
    await writeFile(meta, text);
    expect(video.frames).toBe(20);
    const {streams} = await probe(join(plain.folder, video.file));
    expect(streams[0]).toMatchObject({width: 320, height: 180});
  });

  test('has the same chance and the same clock in every chunk and worker', async () => {
    const frames = async (workers: number): Promise<string> => {
      const name = `chance-${workers}`;
      const flags = {project: chance, fps: 60, size: '320x180', workers};
      const video = await plain.render({...flags, cache: name, out: name});
      expect(video.frames).toBeGreaterThan(2 * 240);
      expect(video.machineFonts).toContain('sans-serif');
      return (await readManifest(join(plain.folder, video.manifest))).framesSha256;
    };
    expect(await frames(3)).toBe(await frames(1));
  });

  test.each([
    ['draw', 'frame 61: the dog ate the rest (src/scenes/chance.tsx:7:22)'],
    ['endless', 'The scene chance does not end'],
    ['fetch', 'http://127.0.0.1:9/nobody-listens could not be fetched'],
    ['image', '/no-such.png'],
    ['throw', 'the dog ate it'],
    ['font', 'The font Nowhere'],
  ])(
    'with the mistake "%s" is refused and leaves nothing behind',
    async (mistake, text) => {
      await writeFile(join(plain.folder, 'mistake.json'), JSON.stringify({mistake}));
      const flags = {
        project: chance,
        variables: 'mistake.json',
        out: `no-${mistake}`,
        fps: 60,
      };
      await expect(plain.render(flags)).rejects.toThrow(text);
      expect(await readdir(plain.folder)).not.toContain(`no-${mistake}`);
    },
  );
});
