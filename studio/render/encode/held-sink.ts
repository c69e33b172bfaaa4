import {muxArgs, x264Args} from './chunk-args.ts';
import type {ChunkFormat} from './chunk-args.ts';
import {pipeInto} from './chunk-sink.ts';
import type {ChunkSink} from './chunk-sink.ts';
import {flvPackets} from './flv-packets.ts';
import {FrameHolder} from './h264/hold-frames.ts';
import {ivfFrame, ivfHeader} from './ivf.ts';
import {startFfmpeg} from './run-ffmpeg.ts';
import type {Ffmpeg} from './run-ffmpeg.ts';

/** What keys say of how pictures are held: another text where other bytes come of it. */
export const HOLDING = 'held 1';

/**
 * Gives every picture to the encoder once, with its time, and puts pictures that repeat
 * it into the video: a picture that stands still takes no time, however long it stands.
 *
 * @param format - Of H.264.
 */
export function heldSink(ffmpeg: string, format: ChunkFormat, output: string): ChunkSink {
  const encoder = startFfmpeg(ffmpeg, x264Args(format), 'bytes');
  const muxer = startFfmpeg(ffmpeg, muxArgs(format, output));
  const give = pipeInto(encoder.process, encoder.done);
  /** How many frames each picture stands for that the encoder has been given. */
  const stands: number[] = [];
  const held = hold(encoder, stands, format, muxer);
  held.catch(() => undefined);
  let frame = 0;
  return {
    async take(raw, times) {
      for (const stand of standsOf(frame, times, format.keyFrameEvery)) {
        const head = frame === 0 ? [ivfHeader('I420', format)] : [];
        stands.push(stand);
        const given = give(...head, ivfFrame(raw.length, frame), raw);
        // Where nobody reads what is encoded any more, the encoder stops reading too.
        await Promise.race([given, held.then(() => given)]);
        frame += stand;
      }
    },
    async end() {
      encoder.process.stdin.end();
      await held;
    },
    kill() {
      for (const {process} of [encoder, muxer]) process.kill('SIGKILL');
    },
  };
}

/**
 * How often a picture is given to the encoder, and for how many frames each time: anew
 * where a key frame is due. Pure.
 *
 * @param frame - Its first frame.
 * @param times - How many frames it stands for.
 */
export function standsOf(frame: number, times: number, keyFrameEvery: number): number[] {
  const stands: number[] = [];
  for (let at = frame; at < frame + times; at += stands[stands.length - 1]) {
    const due = keyFrameEvery - (at % keyFrameEvery);
    stands.push(Math.min(due, frame + times - at));
  }
  return stands;
}

/** Bring what is encoded to the muxer, each picture as often as it is to be shown. */
async function hold(
  encoder: Ffmpeg,
  stands: readonly number[],
  format: ChunkFormat,
  muxer: Ffmpeg,
): Promise<void> {
  const write = pipeInto(muxer.process, muxer.done);
  let holder: FrameHolder | null = null;
  let [picture, frame] = [0, 0];
  for await (const {kind, units} of flvPackets(encoder.process.stdout)) {
    if (kind === 'sets') {
      holder = new FrameHolder(units);
      await write(ivfHeader('H264', format));
      continue;
    }
    if (!holder) throw new Error('The encoder gave a picture before its parameter sets.');
    const head = picture === 0 ? [holder.head] : [];
    for (const coded of holder.next(units, stands[picture++])) {
      const parts = [...head.splice(0), coded];
      const bytes = parts.reduce((sum, part) => sum + part.length, 0);
      await write(ivfFrame(bytes, frame++), ...parts);
    }
  }
  await encoder.done;
  if (picture !== stands.length)
    throw new Error(`Of ${stands.length} pictures ${picture} were encoded.`);
  muxer.process.stdin.end();
  await muxer.done;
}
