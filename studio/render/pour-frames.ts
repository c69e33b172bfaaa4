import type {IncomingMessage} from 'node:http';
import type {Writable} from 'node:stream';

import {unpackFrame} from '../stage/frame-packing.ts';
import {YuvFrame} from './yuv-frame.ts';

/** How ffmpeg calls the pixels that it is given. */
export type PixelFormat = 'rgba' | 'yuv420p';

/** A process that takes raw frames. */
export interface FrameTaker {
  stdin: Writable;
  /** In pixels. */
  width: number;
  height: number;
  /** RGBA as it is drawn, or converted to the colours of a video, see {@link YuvFrame}. */
  pixels: PixelFormat;
  /** Rejects when the process has ended before its time. */
  failed: Promise<never>;
  /** Told of every frame that the process has taken. */
  taken(): void;
}

/**
 * Writes batches of packed frames to a process as raw ones, each as often as `x-repeats`
 * says. Batches follow each other, as `studio/stage/send-packed.ts` posts them.
 *
 * @returns Takes the next batch. It throws where the process ends, or the batch is not
 * what it says.
 */
export function framePourer({
  stdin,
  width,
  height,
  pixels,
  failed,
  taken,
}: FrameTaker): (request: IncomingMessage) => Promise<void> {
  const frame = new Uint32Array(width * height);
  const yuv = pixels === 'yuv420p' ? new YuvFrame(width, height) : null;
  const raw = yuv?.bytes ?? new Uint8Array(frame.buffer);
  // The frame is unpacked in place: the pipe must have read all of it before the next.
  const write = (): Promise<void> =>
    new Promise((resolve, reject) => {
      stdin.write(raw, error => {
        if (error) return reject(error);
        taken();
        resolve();
      });
    });
  return async request => {
    const repeats = String(request.headers['x-repeats']).split(',').map(Number);
    const packed = await wordsOf(request);
    let at = 0;
    for (const times of repeats) {
      at = unpackFrame(packed, at, frame, (from, to) => yuv?.change(from, to));
      yuv?.update(frame);
      const writes = Array.from({length: times}, write);
      await Promise.race([Promise.all(writes), failed]);
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
