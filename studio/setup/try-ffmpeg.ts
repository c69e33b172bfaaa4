import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {concatList, joinArgs, x264ChunkArgs} from '../render/ffmpeg-args.ts';
import {runProgram} from './run-program.ts';

const FORMAT = {width: 64, height: 64, fps: 30};
const FRAMES = 4;
const CAPTION = 'WEBVTT\n\n00:00.000 --> 00:00.100\nTrial\n';

/**
 * Let ffmpeg do once, in small, what a render asks of it: encode two chunks, join them
 * and add captions.
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
    const input = new Uint8Array(FORMAT.width * FORMAT.height * 4 * FRAMES).fill(128);
    for (const chunk of chunks) {
      const args = x264ChunkArgs(FORMAT, FRAMES, 18, chunk);
      const {ok, problem} = await runProgram(path, args, {input, timeout: 20_000});
      if (!ok) return `it did not encode: ${problem}`;
    }
    await writeFile(file('list.txt'), concatList(chunks));
    await writeFile(file('captions.vtt'), CAPTION);
    const tags = {title: 'Trial', comment: 'Trial', language: 'eng'};
    const args = joinArgs(
      file('list.txt'),
      file('captions.vtt'),
      tags,
      file('whole.mp4'),
    );
    const {ok, problem} = await runProgram(path, args, {timeout: 20_000});
    return ok ? null : `it did not join: ${problem}`;
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
