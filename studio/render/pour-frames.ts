import type {IncomingMessage} from 'node:http';
import type {Writable} from 'node:stream';

import {unpackFrame} from '../stage/frame-packing.ts';

/** A process that takes raw frames. */
export interface FrameTaker {
  stdin: Writable;
  /** Bytes of one frame. */
  frameBytes: number;
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
  frameBytes,
  failed,
  taken,
}: FrameTaker): (request: IncomingMessage) => Promise<void> {
  const frame = new Uint32Array(frameBytes / 4);
  const raw = new Uint8Array(frame.buffer);
  // The frame is unpacked in place: the pipe must have read all of it before the next.
  const write = (): Promise<void> =>
    new Promise((resolve, reject) => {
      stdin.write(raw, error => (error ? reject(error) : resolve()));
    });
  return async request => {
    const repeats = String(request.headers['x-repeats']).split(',').map(Number);
    const packed = await wordsOf(request);
    let at = 0;
    for (const times of repeats) {
      at = unpackFrame(packed, at, frame);
      for (let i = 0; i < times; i++) {
        await Promise.race([write(), failed]);
        taken();
      }
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
