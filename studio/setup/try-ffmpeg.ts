import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {removeCached} from '../../foundations/files/remove-cached.ts';
import type {ChunkFormat} from '../render/encode/chunk-args.ts';
import {FORMATS} from '../render/options/formats.ts';
import {heldSink} from '../render/encode/held-sink.ts';
import {chapterList, concatList, joinArgs} from '../render/encode/join-args.ts';
import {runProgram, tellingLine} from './run-program.ts';

const FRAMES = 4;
const FORMAT: ChunkFormat = {
  width: 64,
  height: 64,
  fps: 30,
  codec: 'x264',
  alpha: false,
  preset: 'final',
  crf: 18,
  keyFrameEvery: FRAMES,
};
const CAPTION = 'WEBVTT\n\n00:00.000 --> 00:00.100\nTrial\n';

/**
 * Let ffmpeg do once, in small, what a render asks of it: encode two chunks, join them
 * and add captions and chapters.
 *
 * @remarks
 * The same arguments as a render's, so that an ffmpeg that passes is one that will do;
 * a minimum version would not say it, as builds between releases have none.
 *
 * @returns Why it will not do, or `null`.
 */
export async function tryFfmpeg(path: string): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'aim-ffmpeg-'));
  try {
    const file = (name: string): string => join(folder, name);
    const chunks = [file('1.mp4'), file('2.mp4')];
    for (const chunk of chunks) {
      const problem = await tryChunk(path, chunk);
      if (problem !== null) return `it did not encode: ${problem}`;
    }
    const list = chunks.map(path => ({path, frames: FRAMES}));
    await writeFile(file('list.txt'), concatList(list, FORMAT.fps));
    await writeFile(file('captions.vtt'), CAPTION);
    const chapters = [{title: 'Trial', from: 0, to: 2 * FRAMES}];
    await writeFile(file('chapters.txt'), chapterList(chapters, FORMAT.fps));
    const parts = {
      list: file('list.txt'),
      captions: file('captions.vtt'),
      chapters: file('chapters.txt'),
      audio: null,
      frames: 2 * FRAMES,
      fps: FORMAT.fps,
      alpha: false,
      tags: {
        title: 'Trial',
        comment: 'Trial',
        language: 'eng',
      },
    };
    const args = joinArgs(FORMATS.mp4, parts, file('whole.mp4'));
    const {ok, problem} = await runProgram(path, args, {timeout: 20_000});
    return ok ? null : `it did not join: ${problem}`;
  } finally {
    await removeCached(folder);
  }
}

/** Encode a chunk of two pictures, one of which stands for longer. @returns What fails. */
async function tryChunk(path: string, chunk: string): Promise<string | null> {
  const sink = heldSink(path, FORMAT, chunk);
  const timer = setTimeout(() => sink.kill(), 20_000);
  try {
    for (const [grey, times] of [
      [128, FRAMES - 1],
      [100, 1],
    ])
      await sink.take(
        new Uint8Array(FORMAT.width * FORMAT.height * 1.5).fill(grey),
        times,
      );
    await sink.end();
    return null;
  } catch (error) {
    return tellingLine((error as Error).message);
  } finally {
    clearTimeout(timer);
    sink.kill();
  }
}
