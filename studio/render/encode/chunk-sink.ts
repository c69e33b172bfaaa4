import type {FrameTaker} from './pour-frames.ts';
import type {Ffmpeg} from './run-ffmpeg.ts';

/** Makes a chunk of the raw frames that it takes. */
export interface ChunkSink extends Pick<FrameTaker, 'take'> {
  /** No frame comes any more: the file is whole then. */
  end(): Promise<void>;
  /** End it before its time. */
  kill(): void;
}

/**
 * Writes to a process and waits until it has read all of it.
 *
 * @returns The write; it throws what ended the process where that ends before its time.
 */
export function pipeInto(
  {stdin}: Ffmpeg['process'],
  done: Promise<unknown>,
): (...parts: readonly Uint8Array[]) => Promise<void> {
  const failed = done.then((): never => {
    throw new Error('ffmpeg ended before its last frame.');
  });
  failed.catch(() => undefined);
  return async (...parts) => {
    const writes = parts.map(
      // Why the other end has gone, its exit code tells.
      part => new Promise<void>(resolve => stdin.write(part, () => resolve())),
    );
    await Promise.race([Promise.all(writes), failed]);
  };
}
