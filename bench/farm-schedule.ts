/** Machines that draw the chunks of a plan in its order, each the next when it is free. */
export interface FarmShape {
  machines: number;
  /** Seconds that a machine takes before its first chunk. */
  start: number;
  /** Seconds that each chunk takes besides being drawn. */
  perChunk: number;
}

/** How long a plan takes on a farm. */
export interface FarmTime {
  /** Until the last chunk is stored. */
  seconds: number;
  /** Share of the machines' time that goes into drawing, 0 to 1. */
  efficiency: number;
}

/**
 * Work out how long a farm takes. Pure.
 *
 * @param chunks - Seconds that it takes to draw each, in the order of the queue.
 */
export function farmTime(
  chunks: readonly number[],
  {machines, start, perChunk}: FarmShape,
): FarmTime {
  const free = Array.from({length: machines}, () => start);
  for (const chunk of chunks) {
    const next = free.indexOf(Math.min(...free));
    free[next] += chunk + perChunk;
  }
  const seconds = chunks.length === 0 ? 0 : Math.max(...free);
  const drawn = chunks.reduce((sum, chunk) => sum + chunk, 0);
  return {seconds, efficiency: seconds === 0 ? 1 : drawn / (seconds * machines)};
}

/** Chunks that are drawn to know how long others take: every so many, from the middle. Pure. */
export function sampleOf<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from(
    {length: count},
    (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)],
  );
}

/**
 * Seconds of each chunk, from those of a sample: a chunk takes as long per frame as the
 * one nearest to it in the plan. Pure.
 *
 * @param frames - Of each chunk, in order.
 * @param measured - Seconds by index of the chunk.
 */
export function secondsOf(
  frames: readonly number[],
  measured: ReadonlyMap<number, number>,
): number[] {
  const known = [...measured].sort(([a], [b]) => a - b);
  return frames.map((count, i) => {
    const [[index, seconds]] = [...known].sort(
      ([a], [b]) => Math.abs(a - i) - Math.abs(b - i),
    );
    return (seconds / frames[index]) * count;
  });
}
