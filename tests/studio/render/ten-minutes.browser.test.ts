import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {wavFile} from '../../../studio/narration/wav.ts';
import type {ChunkFormat} from '../../../studio/render/encode/chunk-args.ts';
import {FORMATS} from '../../../studio/render/options/formats.ts';
import {heldSink} from '../../../studio/render/encode/held-sink.ts';
import {concatList, joinArgs} from '../../../studio/render/encode/join-args.ts';
import {runFfmpeg} from '../../../studio/render/encode/run-ffmpeg.ts';
import {findFfmpeg, findFfprobe} from '../../../studio/setup/parts.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-long-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** A chunk of so many tiny grey frames, three of a shade. */
async function chunkOf(frames: number, fps: number): Promise<string> {
  const format: ChunkFormat = {
    width: 16,
    height: 16,
    fps,
    codec: 'x264',
    alpha: false,
    preset: 'draft',
    crf: 30,
    keyFrameEvery: 60,
  };
  const path = join(folder, `${frames}.mp4`);
  const sink = heldSink((await findFfmpeg()).path, format, path);
  // One byte of brightness a pixel, and two of colour for four.
  for (let frame = 0; frame < frames; frame += 3)
    await sink.take(
      new Uint8Array(16 * 16 * 1.5).fill(64 + (frame % 120)),
      Math.min(3, frames - frame),
    );
  await sink.end();
  return path;
}

/** Samples per second of the sound with the clicks. */
const RATE = 8000;

test.each([
  ['24000/1001', 24000 / 1001],
  ['30000/1001', 30000 / 1001],
])(
  'ten minutes at %s are in step to their last frame and click',
  async (rate, fps) => {
    const [even, uneven] = [await chunkOf(240, fps), await chunkOf(101, fps)];
    const chunks: {path: string; frames: number}[] = [];
    let frames = 0;
    for (let i = 0; frames < 600 * fps; i++) {
      const chunk = i % 3 === 2 ? {path: uneven, frames: 101} : {path: even, frames: 240};
      chunks.push(chunk);
      frames += chunk.frames;
    }
    const list = join(folder, 'list');
    await writeFile(list, concatList(chunks, fps));
    // A click where the last chunk begins.
    const last = frames - (chunks.at(-1)?.frames ?? 0);
    const sound = new Int16Array(Math.ceil((frames / fps) * RATE));
    sound.fill(
      20_000,
      Math.round((last / fps) * RATE),
      Math.round((last / fps) * RATE) + 40,
    );
    const audio = join(folder, 'clicks.wav');
    await writeFile(audio, wavFile({samples: sound, rate: RATE, channels: 1}));
    const parts = {
      list,
      captions: null,
      chapters: null,
      audio: {
        path: audio,
        start: 0,
      },
      frames,
      fps,
      alpha: false,
      tags: {
        title: '',
        comment: '',
        language: 'und',
      },
    };
    const video = join(folder, 'whole.mp4');
    const ffmpeg = (await findFfmpeg()).path;
    await runFfmpeg(ffmpeg, joinArgs(FORMATS.mp4, parts, video));

    const {streams, packets} = JSON.parse(
      await runFfmpeg((await findFfprobe()).path, [
        ...['-v', 'error', '-of', 'json', '-select_streams', 'v'],
        ...['-show_entries', 'packet=pts:stream=r_frame_rate,avg_frame_rate,time_base'],
        video,
      ]),
    ) as {streams: Record<string, string>[]; packets: {pts: number}[]};
    expect(streams[0]).toMatchObject({r_frame_rate: rate, avg_frame_rate: rate});
    expect(packets.length).toBe(frames);
    const ticks = Number(streams[0].time_base.split('/')[1]) / fps;
    expect(packets.findIndex(({pts}, i) => pts !== Math.round(i * ticks))).toBe(-1);

    const raw = join(folder, 'sound.raw');
    const decode = [
      '-i',
      video,
      '-vn',
      '-ac',
      '1',
      '-ar',
      String(RATE),
      '-f',
      's16le',
      raw,
    ];
    await runFfmpeg(ffmpeg, ['-v', 'error', '-y', ...decode]);
    const bytes = await readFile(raw);
    const heard = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    const first = heard.findIndex(sample => Math.abs(sample) > 10_000);
    expect(Math.abs(first / RATE - last / fps)).toBeLessThan(0.003);
  },
  120_000,
);
