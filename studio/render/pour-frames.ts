import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import type {Writable} from 'node:stream';

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
 * Write a batch of raw frames to a process, each as often as `x-repeats` says.
 *
 * @param request - The batch, as `studio/stage/send-raw.ts` posts it.
 * @throws Where the process ends, or the batch is not what it says.
 */
export async function pourFrames(
  request: IncomingMessage,
  {stdin, frameBytes, failed, taken}: FrameTaker,
): Promise<void> {
  const repeats = String(request.headers['x-repeats']).split(',').map(Number);
  let index = 0;
  let frame = Buffer.allocUnsafe(frameBytes);
  let filled = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    for (let at = 0; at < piece.length;) {
      const copied = piece.copy(frame, filled, at);
      at += copied;
      filled += copied;
      if (filled < frameBytes) continue;
      for (let i = 0; i < repeats[index]; i++) {
        if (!stdin.write(frame)) await Promise.race([once(stdin, 'drain'), failed]);
        taken();
      }
      index++;
      // The pipe may still read from the former one.
      frame = Buffer.allocUnsafe(frameBytes);
      filled = 0;
    }
  }
  if (index !== repeats.length || filled > 0)
    throw new Error(
      `a batch of ${repeats.length} frames broke off in the ${index + 1}th`,
    );
}
