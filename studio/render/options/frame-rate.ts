/**
 * Frame rates. Everywhere a rate is a plain number of frames per second, as in Motion
 * Canvas, and frame `n` is shown at `n / fps`; what is written into files takes the
 * fraction behind the number, so that no time drifts.
 */

/** A rate as a fraction in lowest terms: `frames` in `seconds`. */
export interface FrameRate {
  frames: number;
  seconds: number;
}

/** The largest denominator: that of 30000/1001, which television calls 29.97. */
const MOST = 1001;
const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
const FRACTION = /^(\d+)\/(\d+)$/;

/**
 * Frames per second as they are written: `30`, `12.5`, `30000/1001`, or one of
 * television's rates in short, e.g. `29.97` and `23.976`, which stand for 30000/1001 and
 * 24000/1001.
 *
 * @returns `null` for what is no rate.
 */
export function parseFrameRate(text: string): number | null {
  const [, above, below] = FRACTION.exec(text) ?? [];
  if (above !== undefined) return isFraction(+above, +below) ? +above / +below : null;
  const [, , digits = ''] = DECIMAL.exec(text) ?? [];
  const value = Number(text);
  if (!DECIMAL.test(text) || !(value > 0)) return null;
  const television = (Math.round((value * 1001) / 1000) * 1000) / 1001;
  const isShort = Math.abs(television - value) <= 0.5 * 10 ** -digits.length + 1e-12;
  if (digits.length > 1 && isShort) return television;
  return digits.length <= 3 ? value : null;
}

const isFraction = (above: number, below: number): boolean =>
  above > 0 && below > 0 && below <= MOST && Number.isSafeInteger(above);

/**
 * The fraction behind a rate that {@link parseFrameRate} gave.
 *
 * @throws RangeError for a number that no fraction with a denominator up to 1001 gives.
 */
export function frameRateOf(fps: number): FrameRate {
  for (let seconds = 1; seconds <= MOST; seconds++) {
    const frames = Math.round(fps * seconds);
    if (frames > 0 && frames / seconds === fps) return {frames, seconds};
  }
  throw new RangeError(`${fps} frames per second are no fraction`);
}

/** A rate in the way that ffmpeg and `--fps` take it, e.g. `60` or `30000/1001`. */
export function frameRateText(fps: number): string {
  const {frames, seconds} = frameRateOf(fps);
  return seconds === 1 ? String(frames) : `${frames}/${seconds}`;
}

/** A rate for a manifest: a number where it is whole, else as {@link frameRateText}. */
export const frameRateFlag = (fps: number): number | string =>
  Number.isInteger(fps) ? fps : frameRateText(fps);

/** Ticks per second of a track in which every frame lasts a whole number of them. */
export function timescaleOf(fps: number): number {
  const {frames, seconds} = frameRateOf(fps);
  if ((90_000 * seconds) % frames === 0) return 90_000;
  return frames * Math.ceil(10_000 / frames);
}

/** The time of a frame in seconds: of 72 at 24000/1001, 3.003 and not 3.0029999999999997. */
export function secondsAt(frame: number, fps: number): number {
  const {frames, seconds} = frameRateOf(fps);
  return (frame * seconds) / frames;
}

/** The time of a frame in units of `1 / rate` seconds, to the nearest. */
export function frameTime(frame: number, fps: number, rate: number): number {
  const {frames, seconds} = frameRateOf(fps);
  return Math.round((frame * seconds * rate) / frames);
}
