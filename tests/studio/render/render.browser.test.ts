import {readdir, readFile} from 'node:fs/promises';

import {WebVTTParser} from 'webvtt-parser';
import {describe, expect, test} from 'vitest';

import {UserError} from '../../../foundations/user-error.ts';
import {probeArgs} from '../../../studio/render/encode/join-args.ts';
import {runFfmpeg} from '../../../studio/render/encode/run-ffmpeg.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {findFfprobe} from '../../../studio/setup/parts.ts';
import {readManifest, renderHarness} from './harness.ts';

const {folder, options, render} = renderHarness();

interface Probe {
  streams: {
    codec_name: string;
    codec_type: string;
    width?: number;
    height?: number;
    nb_read_packets: string;
    avg_frame_rate: string;
    tags?: Record<string, string>;
  }[];
  format: {duration: string; tags: Record<string, string>};
}

async function probe(file: string): Promise<Probe> {
  return JSON.parse(
    await runFfmpeg((await findFfprobe()).path, probeArgs(file)),
  ) as Probe;
}

describe('rendering a scene', {timeout: 240_000}, () => {
  test('gives the same frames with one worker and with two, drawn or encoded elsewhere', async () => {
    const [one] = await render(options('one'));
    const [two] = await render(options('two', {workers: 2}));
    const [final] = await render(options('final', {preset: 'final'}));
    const manifests = await Promise.all(
      [one, two, final].map(({manifest}) => readManifest(manifest)),
    );
    const [first, ...others] = manifests;
    for (const other of others) expect(other.framesSha256).toBe(first.framesSha256);
    expect(first.frames).toBeGreaterThan(60);

    for (const {file, frames, seconds} of [one, two, final]) {
      const {streams, format} = await probe(file);
      const [video, captions] = streams;
      expect(video).toMatchObject({
        codec_name: 'h264',
        width: 640,
        height: 360,
        avg_frame_rate: '30/1',
      });
      expect(Number(video.nb_read_packets)).toBe(frames);
      expect(captions).toMatchObject({codec_name: 'mov_text', codec_type: 'subtitle'});
      expect(captions.tags?.language).toBe('eng');
      expect(Math.abs(Number(format.duration) - seconds)).toBeLessThan(0.05);
      expect(format.tags.title).toBe('LESSON 1 · TEST · What is 42?');
    }
  });

  test('writes captions that a parser takes', async () => {
    const [video] = await render(options('captions', {locales: ['ko']}));
    const {cues, errors} = new WebVTTParser().parse(
      await readFile(video.captions ?? '', 'utf8'),
      'metadata',
    );
    expect(errors).toEqual([]);
    expect(cues.map(({text}) => text)).toEqual(['짧은 장면입니다.', '여기서 끝납니다.']);
    expect(cues[1].endTime).toBeCloseTo(video.seconds, 2);
  });

  test('draws nothing again that is in the cache', async () => {
    const cached = options('cached');
    const [first] = await render(cached);
    const [second] = await render(cached);
    expect(first.reusedFrames).toBe(0);
    expect(second.reusedFrames).toBe(second.frames);
  });

  test.each([
    ['throws', 'the storyboard was eaten', 'scenes/03-faulty/throws.tsx'],
    ['missing-glyph', '"⊕" (U+2295)', 'scenes/theme/fonts.ts'],
    ['missing-font', 'Comic Neue', 'scenes/theme/type.ts'],
  ])('refuses the scene "%s" and leaves nothing behind', async (name, message, place) => {
    const broken = options(name, {scenes: [sceneOf(`03-faulty/${name}`)]});
    const error: unknown = await render(broken).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    const {message: text, remedy} = error as UserError;
    expect(text).toContain(message);
    expect(`${text} ${remedy}`).toContain(place);
    const left = await readdir(folder(), {recursive: true});
    expect(
      left.filter(file => file.startsWith(name) && /\.(mp4|vtt|json)$/.test(file)),
    ).toEqual([]);
  });

  test('refuses a scene whose capture is missing, with the command that makes it', async () => {
    const broken = options('no-capture', {scenes: [sceneOf('02-broken/no-capture')]});
    await expect(render(broken)).rejects.toMatchObject({
      message: expect.stringContaining(
        'assets/captures/02-broken/no-capture/capture.json is missing',
      ) as string,
      remedy: 'Run: npm run extract -- 02-broken/no-capture',
    });
  });
});
