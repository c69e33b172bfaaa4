import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import type {ChunkFormat} from '../../../../studio/render/encode/chunk-args.ts';
import {heldSink} from '../../../../studio/render/encode/held-sink.ts';
import {runFfmpeg} from '../../../../studio/render/encode/run-ffmpeg.ts';
import {findFfmpeg, findFfprobe} from '../../../../studio/setup/parts.ts';
import {runProgram} from '../../../../studio/setup/run-program.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-held-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const SIZE = {width: 98, height: 50};

/** A picture with noise in a corner, which no two pictures have alike. */
function picture(seed: number): Uint8Array {
  const {width, height} = SIZE;
  const raw = new Uint8Array(width * height * 1.5).fill(128);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    raw[i] = x < 40 && y < 30 ? 16 + ((i * 7919 * (seed + 1)) % 220) : 16 + x + seed;
  }
  return raw;
}

/** How long each picture stands. */
const TIMES = [1, 1, 7, 33, 1, 2, 130, 1, 64];
const FRAMES = TIMES.reduce((sum, times) => sum + times, 0);

async function encode(name: string, format: ChunkFormat): Promise<string> {
  const path = join(folder, `${name}.mp4`);
  const sink = heldSink((await findFfmpeg()).path, format, path);
  for (const [i, times] of TIMES.entries()) await sink.take(picture(i), times);
  await sink.end();
  return path;
}

test.each([
  ['draft', 60, '60/1', 240],
  ['final', 60, '60/1', 60],
  ['final', 24000 / 1001, '24000/1001', 60],
  ['draft', 12.5, '25/2', 240],
] as const)(
  'a %s at %d frames a second shows every picture for as long as it stands',
  async (preset, fps, rate, keyFrameEvery) => {
    const format: ChunkFormat = {
      ...SIZE,
      fps,
      codec: 'x264',
      alpha: false,
      preset,
      crf: 18,
      keyFrameEvery,
    };
    const name = `${preset}-${Math.round(fps)}`;
    const path = await encode(name, format);
    const again = await encode(`${name}-again`, format);
    expect((await readFile(path)).equals(await readFile(again))).toBe(true);

    const ffmpeg = (await findFfmpeg()).path;
    const decode = ['-v', 'warning', '-err_detect', 'explode', '-i', path];
    const {ok, stdout, problem} = await runProgram(
      ffmpeg,
      [...decode, '-f', 'framemd5', '-'],
      {timeout: 60_000},
    );
    expect([ok, problem]).toEqual([true, '']);
    const hashes = stdout
      .split('\n')
      .filter(line => /^\d/.test(line))
      .map(line => line.split(',').at(-1)?.trim());
    expect(hashes.length).toBe(FRAMES);
    let at = 0;
    let frame = 0;
    for (const times of TIMES) {
      const stood = hashes.slice(at, at + times);
      // A key frame is a picture of its own.
      const parts = stood.filter(
        (hash, i) =>
          hash !== stood[i - 1] || i === 0 || (frame + i) % keyFrameEvery === 0,
      );
      const due = stood.filter((_, i) => i === 0 || (frame + i) % keyFrameEvery === 0);
      expect(parts.length).toBe(due.length);
      expect(at === 0 || hashes[at - 1] !== hashes[at]).toBe(true);
      at += times;
      frame += times;
    }

    const {streams, packets} = JSON.parse(
      await runFfmpeg((await findFfprobe()).path, [
        ...['-v', 'error', '-of', 'json', '-select_streams', 'v', '-count_frames'],
        '-show_entries',
        'packet=pts,flags:stream=nb_read_frames,r_frame_rate,avg_frame_rate,time_base,' +
          'width,height,color_space,color_range',
        path,
      ]),
    ) as {
      streams: Record<string, string>[];
      packets: {pts: number; flags: string}[];
    };
    expect(streams[0]).toMatchObject({
      ...SIZE,
      nb_read_frames: String(FRAMES),
      r_frame_rate: rate,
      avg_frame_rate: rate,
      color_space: 'bt709',
      color_range: 'tv',
    });
    const ticks = Number(streams[0].time_base.split('/')[1]) / fps;
    expect(packets.map(({pts}) => pts)).toEqual(
      packets.map((_, i) => Math.round(i * ticks)),
    );
    const keys = packets.flatMap(({flags}, i) => (flags.startsWith('K') ? [i] : []));
    expect(keys).toEqual(
      [0, 60, 120, 180, 240].filter(i => i % keyFrameEvery === 0 && i < FRAMES),
    );
  },
  60_000,
);

test('what ends an encoder before its time is said', async () => {
  const format: ChunkFormat = {
    ...SIZE,
    fps: 60,
    codec: 'x264',
    alpha: false,
    preset: 'draft',
    crf: 18,
    keyFrameEvery: 60,
  };
  const ffmpeg = (await findFfmpeg()).path;
  const nowhere = heldSink(ffmpeg, format, join(folder, 'nowhere/x.mp4'));
  await expect(
    (async () => {
      for (let i = 0; i < 100; i++) await nowhere.take(picture(i), 1);
      await nowhere.end();
    })(),
  ).rejects.toThrow('No such file or directory');
  nowhere.kill();
  const wrong = heldSink(ffmpeg, {...format, crf: NaN}, join(folder, 'wrong.mp4'));
  await expect(
    (async () => {
      await wrong.take(picture(0), 1);
      await wrong.end();
    })(),
  ).rejects.toThrow('crf');
  wrong.kill();
});
