import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {compareArgs} from '../../../studio/compare/compare-args.ts';
import {layOut} from '../../../studio/stage/compare-layout.ts';
import {chapterList, probeArgs} from '../../../studio/render/encode/join-args.ts';
import {runFfmpeg} from '../../../studio/render/encode/run-ffmpeg.ts';
import {findFfmpeg, findFfprobe} from '../../../studio/setup/parts.ts';

const SIZE = {width: 320, height: 180};
const FPS = 10;

let folder = '';
let ffmpeg = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-join-'));
  ffmpeg = (await findFfmpeg()).path;
});
afterAll(() => rm(folder, {recursive: true, force: true}));

/** How bright a frame is whose number is `n`. */
const shade = (n: number): number => 40 + 6 * n;

/** A video whose frames are as bright as their numbers say. */
async function video(name: string, frames: number): Promise<string> {
  const pixels = SIZE.width * SIZE.height;
  const raw = Buffer.alloc(frames * pixels);
  for (let n = 0; n < frames; n++) raw.fill(shade(n), n * pixels, (n + 1) * pixels);
  await writeFile(join(folder, `${name}.raw`), raw);
  const file = join(folder, `${name}.mp4`);
  await runFfmpeg(ffmpeg, [
    '-loglevel',
    'error',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-s',
    `${SIZE.width}x${SIZE.height}`,
    '-r',
    String(FPS),
    '-i',
    join(folder, `${name}.raw`),
    '-pix_fmt',
    'yuv420p',
    '-crf',
    '10',
    '-bf',
    '0',
    '-video_track_timescale',
    '90000',
    file,
  ]);
  return file;
}

test('both sides begin every cue together; the shorter one waits on its last picture', async () => {
  const layout = layOut(SIZE);
  const ground = join(folder, 'ground.png');
  await runFfmpeg(ffmpeg, [
    '-loglevel',
    'error',
    '-f',
    'lavfi',
    '-i',
    `color=white:s=320x180`,
    '-frames:v',
    '1',
    ground,
  ]);
  const chapters = join(folder, 'chapters');
  const list = [
    {title: 'a', from: 0, to: 20},
    {title: 'b', from: 20, to: 35},
  ];
  await writeFile(chapters, chapterList(list, FPS));
  const output = join(folder, 'out.mp4');
  const request = {
    ground,
    chapters,
    layout,
    output,
    fps: FPS,
    preset: 'draft' as const,
    left: await video('left', 20),
    right: await video('right', 35),
    parts: [
      {
        cue: 'a',
        left: {
          from: 0,
          to: 10,
        },
        right: {
          from: 0,
          to: 20,
        },
        frames: 20,
      },
      {
        cue: 'b',
        left: {
          from: 10,
          to: 20,
        },
        right: {
          from: 20,
          to: 35,
        },
        frames: 15,
      },
    ],
    title: 'T',
    comment: 'C',
  };
  await runFfmpeg(ffmpeg, compareArgs(request));

  const {streams, chapters: found} = JSON.parse(
    await runFfmpeg((await findFfprobe()).path, probeArgs(output)),
  ) as {
    streams: {nb_read_packets: string; width: number; height: number}[];
    chapters: {start_time: string}[];
  };
  expect(streams.find(({width}) => width > 0)).toMatchObject({
    nb_read_packets: '35',
    width: 320,
    height: 180,
  });
  expect(found.map(({start_time: start}) => Number(start))).toEqual([0, 2]);

  const raw = join(folder, 'out.raw');
  await runFfmpeg(ffmpeg, [
    '-loglevel',
    'error',
    '-i',
    output,
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    raw,
  ]);
  const bytes = await readFile(raw);
  const seen = (n: number, side: 'left' | 'right'): number => {
    const {x, y} = layout.panels[side];
    const [cx, cy] = [x + layout.panelWidth / 2, y + layout.panelHeight / 2];
    return bytes[
      n * SIZE.width * SIZE.height + Math.round(cy) * SIZE.width + Math.round(cx)
    ];
  };
  for (let n = 0; n < 35; n++) {
    const left = n < 10 ? n : n < 20 ? 9 : Math.min(19, n - 10);
    expect(Math.abs(seen(n, 'left') - shade(left)), `left ${n}`).toBeLessThan(4);
    expect(Math.abs(seen(n, 'right') - shade(n)), `right ${n}`).toBeLessThan(4);
  }

  const first = await readFile(output);
  await runFfmpeg(ffmpeg, compareArgs(request));
  expect((await readFile(output)).equals(first)).toBe(true);
}, 60_000);
