import type {IncomingMessage} from 'node:http';

import {unpackFrame} from '../../stage/frame-packing.ts';
import {YuvFrame} from './yuv-frame.ts';

/** How ffmpeg calls the pixels that it is given. */
export type PixelFormat = 'rgba' | 'yuv420p';

/** Something that takes raw frames. */
export interface FrameTaker {
  /** In pixels. */
  width: number;
  height: number;
  /** RGBA as it is drawn, or converted to the colours of a video, see {@link YuvFrame}. */
  pixels: PixelFormat;
  /**
   * Take a frame.
   *
   * @param raw - Its pixels; they change once the frame has been taken.
   * @param times - How many frames in a row it is.
   */
  take(raw: Uint8Array, times: number): Promise<void>;
}

/**
 * Unpacks batches of frames, each with how often it is to be shown in `x-repeats`.
 * Batches follow each other, as `studio/stage/send-packed.ts` posts them.
 *
 * @returns Takes the next batch. It throws where the batch is not what it says.
 */
export function framePourer({
  width,
  height,
  pixels,
  ...taker
}: FrameTaker): (request: IncomingMessage) => Promise<void> {
  const frame = new Uint32Array(width * height);
  const yuv = pixels === 'yuv420p' ? new YuvFrame(width, height) : null;
  const raw = yuv?.bytes ?? new Uint8Array(frame.buffer);
  return async request => {
    const repeats = String(request.headers['x-repeats']).split(',').map(Number);
    const packed = await wordsOf(request);
    let at = 0;
    for (const times of repeats) {
      at = unpackFrame(packed, at, frame, (from, to) => yuv?.change(from, to));
      yuv?.update(frame);
      await taker.take(raw, times);
    }
    if (at !== packed.length)
      throw new RangeError(`a batch holds more than its ${repeats.length} frames`);
  };
}

async function wordsOf(request: AsyncIterable<Buffer>): Promise<Uint32Array> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const words = new Uint32Array(Math.floor(bytes.length / 4));
  new Uint8Array(words.buffer).set(bytes.subarray(0, words.byteLength));
  return words;
}
