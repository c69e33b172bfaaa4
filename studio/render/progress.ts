import {Presets, SingleBar} from 'cli-progress';

import {log} from '../output.ts';

/** Shows how far a render has come: a bar with ETA on a terminal, plain lines elsewhere. */
export interface Progress {
  /** A frame has been begun. */
  frame(): void;
  /** A chunk is done. */
  chunk(what: string, frames: number): void;
  stop(): void;
}

/**
 * Begin to show progress.
 *
 * @param total - Frames to be drawn.
 */
export function startProgress(total: number): Progress {
  let done = 0;
  if (!process.stderr.isTTY) {
    return {
      frame: () => undefined,
      chunk(what, frames) {
        done += frames;
        log.log(`  ${what}: ${done} of ${total} frames`);
      },
      stop: () => undefined,
    };
  }
  const start = performance.now();
  const bar = new SingleBar(
    {
      format: '{bar} {value}/{total} frames, {rate} frames/s, {eta_formatted} left',
      stream: process.stderr,
      etaBuffer: 300,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, {rate: '-'});
  return {
    frame() {
      done++;
      const rate = (done * 1000) / (performance.now() - start);
      bar.update(Math.min(done, total), {rate: rate.toFixed(0)});
    },
    chunk: () => undefined,
    stop: () => bar.stop(),
  };
}
