import {MultiBar, Presets} from 'cli-progress';
import type {SingleBar} from 'cli-progress';

import {log} from '../../command-line/output.ts';

/**
 * Shows how far a render has come: a bar per scene with frames per second and remaining
 * time on a terminal, plain lines elsewhere.
 */
export interface Progress {
  /** A frame of a scene has been begun. */
  frame(name: string): void;
  /** A chunk of a scene is done. */
  chunk(name: string, frames: number): void;
  stop(): void;
}

/**
 * Begin to show progress.
 *
 * @param totals - Frames to be drawn, by the name of the scene.
 */
export function startProgress(totals: ReadonlyMap<string, number>): Progress {
  return process.stderr.isTTY ? bars(totals) : lines(totals);
}

function lines(totals: ReadonlyMap<string, number>): Progress {
  const all = [...totals.values()].reduce((sum, frames) => sum + frames, 0);
  const done = new Map<string, number>();
  const start = performance.now();
  let drawn = 0;
  return {
    frame: () => undefined,
    chunk(name, frames) {
      drawn += frames;
      const own = (done.get(name) ?? 0) + frames;
      done.set(name, own);
      const rate = (drawn * 1000) / (performance.now() - start);
      const left = Math.round((all - drawn) / rate);
      log.log(
        `  ${name}: ${own} of ${totals.get(name)} frames; ` +
          `all: ${drawn} of ${all}, ${rate.toFixed(0)} frames/s, ${left} s left`,
      );
    },
    stop: () => undefined,
  };
}

/** What a bar keeps besides what its library counts. */
interface Bar {
  bar: SingleBar;
  start: number;
  begun: number;
  done: number;
}

function bars(totals: ReadonlyMap<string, number>): Progress {
  const width = Math.max(...[...totals.keys()].map(name => name.length));
  const all = new MultiBar(
    {
      format:
        '{name} {bar} {value}/{total} frames, {rate} frames/s, {eta_formatted} left',
      stream: process.stderr,
      barsize: 24,
      etaBuffer: 300,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  const open = new Map<string, Bar>();
  const barOf = (name: string): Bar => {
    const known = open.get(name);
    if (known) return known;
    const bar = all.create(totals.get(name) ?? 0, 0, {
      name: name.padEnd(width),
      rate: '-',
    });
    const made = {bar, start: performance.now(), begun: 0, done: 0};
    open.set(name, made);
    return made;
  };
  const show = (entry: Bar): void => {
    const rate = (entry.begun * 1000) / (performance.now() - entry.start);
    entry.bar.update(Math.min(entry.begun, entry.bar.getTotal()), {
      rate: rate.toFixed(0),
    });
  };
  return {
    frame(name) {
      const entry = barOf(name);
      entry.begun++;
      show(entry);
    },
    chunk(name, frames) {
      const entry = barOf(name);
      entry.done += frames;
      // Frames of a chunk that was begun anew after a crash are not counted twice.
      if (entry.done >= entry.bar.getTotal()) entry.begun = entry.done;
      show(entry);
    },
    stop: () => all.stop(),
  };
}
