import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {probeArgs} from '../../../studio/render/encode/join-args.ts';
import type {ProjectFlags} from '../../../studio/render/options/project-options.ts';
import {resolveProjectOptions} from '../../../studio/render/options/project-options.ts';
import {renderProject} from '../../../studio/render/render-project.ts';
import {runFfmpeg} from '../../../studio/render/encode/run-ffmpeg.ts';
import {ROOT} from '../../../foundations/root.ts';
import {findFfmpeg, findFfprobe} from '../../../studio/setup/parts.ts';
import {readManifest} from './harness.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-colours-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const project = `${ROOT}/tests/fixtures/trials/colours/project.ts`;
const PATCHES = ['ff0000', '00ff00', '0000ff', '808080', '1b2a49', 'c9d6a3'];

/** The colours in the middle of each patch of the first frame, as they are decoded. */
async function patchesOf(video: string): Promise<number[][]> {
  const raw = join(folder, 'frame.raw');
  await runFfmpeg((await findFfmpeg()).path, [
    '-v',
    'error',
    '-y',
    '-i',
    video,
    '-frames:v',
    '1',
    '-vf',
    'scale=flags=accurate_rnd+full_chroma_int+neighbor,format=rgb24',
    '-f',
    'rawvideo',
    raw,
  ]);
  const bytes = await readFile(raw);
  return PATCHES.map((_, i) => {
    const at = (32 * 192 + 16 + 32 * i) * 3;
    return [...bytes.subarray(at, at + 3)];
  });
}

describe('a video', {timeout: 240_000}, () => {
  test.each<[Partial<ProjectFlags>, string, number]>([
    [{preset: 'draft'}, '24000/1001', 72],
    [{preset: 'final', fps: 29.97}, '30000/1001', 90],
    [{preset: 'draft', fps: '60000/1001'}, '60000/1001', 180],
    [{format: 'webm', fps: '30000/1001', crf: 0}, '30000/1001', 90],
  ])('with %o has the colours of its scene, and its exact rate', async (...row) => {
    const [flags, rate, frames] = row;
    const given = {
      project,
      out: Object.values(flags).join('-').replace('/', '-'),
      ...flags,
    };
    const options = resolveProjectOptions({cache: 'chunks', ...given}, [], folder, 2);
    const outcome = await renderProject(folder, options);
    if (!('videos' in outcome)) throw new Error('no video was asked for');
    const [video] = outcome.videos;
    const file = join(folder, video.file);
    const {streams} = JSON.parse(
      await runFfmpeg((await findFfprobe()).path, probeArgs(file)),
    ) as {streams: Record<string, unknown>[]};
    expect(streams[0]).toMatchObject({
      pix_fmt: 'yuv420p',
      color_range: 'tv',
      color_space: 'bt709',
      color_transfer: 'bt709',
      color_primaries: 'bt709',
      r_frame_rate: rate,
      nb_read_packets: String(frames),
    });
    const manifest = await readManifest(join(folder, video.manifest));
    expect(manifest.flags.fps).toBe(rate);
    expect(manifest.frames).toBe(frames);
    for (const [i, colour] of (await patchesOf(file)).entries()) {
      const wanted = [...Buffer.from(PATCHES[i], 'hex')];
      const off = wanted.map((value, j) => Math.abs(value - colour[j]));
      expect(Math.max(...off), `${PATCHES[i]} as ${colour.join(' ')}`).toBeLessThan(3);
    }
  });
});
