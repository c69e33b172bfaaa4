import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {probeArgs} from '../../../studio/render/encode/join-args.ts';
import type {RenderFlags} from '../../../studio/render/options/given-flags.ts';
import {resolveOptions} from '../../../studio/render/options/options.ts';
import type {RenderOptions} from '../../../studio/render/options/options.ts';
import {runFfmpeg} from '../../../studio/render/encode/run-ffmpeg.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {findFfmpeg, findFfprobe} from '../../../studio/setup/parts.ts';
import {course} from '../../fixtures/course.ts';
import {readManifest, renderHarness} from './harness.ts';

const {folder, options, render} = renderHarness();

/** A short, small video. */
const wanted = (name: string, flags: RenderFlags): RenderOptions => ({
  ...resolveOptions(
    {size: '320x180', fps: 10, workers: 1, ...flags},
    [sceneOf('01-test/short')],
    course,
    2,
  ),
  ...(({locales, out, cache}) => ({locales, out, cache}))(options(name)),
});

/** The file, or the pictures of the folder, that a video is made of. */
async function filesOf(video: string): Promise<string[]> {
  if (!(await stat(video)).isDirectory()) return [video];
  return (await readdir(video)).sort().map(name => join(video, name));
}

async function bytesOf(video: string): Promise<Buffer> {
  const files = await filesOf(video);
  return Buffer.concat(await Promise.all(files.map(file => readFile(file))));
}

/** Opacity in the upper left corner of the first frame. */
async function opacityOf(video: string): Promise<number> {
  const [file] = await filesOf(video);
  const raw = join(folder(), 'corner.raw');
  await runFfmpeg((await findFfmpeg()).path, [
    ...['-v', 'error', '-y'],
    // ffmpeg's own decoder of VP9 knows nothing of opacity.
    ...(file.endsWith('.webm') ? ['-c:v', 'libvpx-vp9'] : []),
    ...['-i', file, '-frames:v', '1', '-vf', 'format=rgba,crop=1:1:0:0'],
    ...['-f', 'rawvideo', raw],
  ]);
  return (await readFile(raw))[3];
}

describe('a video', {timeout: 240_000}, () => {
  test.each<[RenderFlags, {codec_name: string; pix_fmt: string}, number]>([
    [{format: 'mp4', preset: 'final'}, {codec_name: 'h264', pix_fmt: 'yuv420p'}, 255],
    [{format: 'webm', crf: 40}, {codec_name: 'vp9', pix_fmt: 'yuv420p'}, 255],
    [{format: 'webm', transparent: true}, {codec_name: 'vp9', pix_fmt: 'yuv420p'}, 0],
    [{format: 'prores'}, {codec_name: 'prores', pix_fmt: 'yuv422p10le'}, 255],
    [
      {format: 'prores', transparent: true},
      {codec_name: 'prores', pix_fmt: 'yuva444p12le'},
      0,
    ],
    [{format: 'gif'}, {codec_name: 'gif', pix_fmt: 'bgra'}, 255],
    [{format: 'png'}, {codec_name: 'png', pix_fmt: 'rgb24'}, 255],
    [{format: 'png', transparent: true}, {codec_name: 'png', pix_fmt: 'rgba'}, 0],
  ])('%o has its codec, its opacity, and the same bytes every time', async (...row) => {
    const [flags, codec, opacity] = row;
    const name = Object.values(flags).join('-');
    const [video] = await render(wanted(name, flags));
    const [file] = await filesOf(video.file);
    const found = JSON.parse(
      await runFfmpeg((await findFfprobe()).path, probeArgs(file)),
    ) as {streams: Record<string, unknown>[]};
    expect(found.streams[0]).toMatchObject({...codec, width: 320, height: 180});
    expect(await opacityOf(video.file)).toBe(opacity);
    const manifest = await readManifest(video.manifest);
    expect(manifest.flags).toMatchObject({...flags, fps: 10, size: '320x180'});

    const [again] = await render(wanted(`${name}-again`, flags));
    expect(again.reusedFrames).toBe(0);
    expect((await bytesOf(again.file)).equals(await bytesOf(video.file))).toBe(true);
  });
});
