/** A chunk that has been drawn. */
export interface FinishedChunk {
  frames: number;
  /** When, in milliseconds. */
  begun: number;
  ended: number;
}

/** Milliseconds that are looked back. */
const LOOKED_BACK = 300_000;

/**
 * Frames per second that a farm has drawn of late, all workers together; `null` before
 * the first chunk is done. Pure.
 *
 * @param now - In milliseconds.
 */
export function rateOf(finished: readonly FinishedChunk[], now: number): number | null {
  const recent = finished.filter(({ended}) => ended > now - LOOKED_BACK);
  if (recent.length === 0) return null;
  // Of a chunk that was begun earlier, only what falls into the time counts.
  const since = Math.max(now - LOOKED_BACK, Math.min(...recent.map(({begun}) => begun)));
  const frames = recent.reduce((sum, {frames: all, begun, ended}) => {
    const part = begun >= since ? 1 : (ended - since) / (ended - begun);
    return sum + all * part;
  }, 0);
  return now > since ? (frames * 1000) / (now - since) : null;
}

/** Seconds that are left at a rate; `null` where it cannot be told. Pure. */
export const secondsLeft = (frames: number, rate: number | null): number | null =>
  frames === 0 ? 0 : rate === null || rate === 0 ? null : frames / rate;
