import {frameTime} from '../options/frame-rate.ts';

/** Sound that goes with a video. */
export interface AudioTrack {
  /** Where the sound file lies; not part of any key. */
  path: string;
  /** SHA-256 of the sound file. */
  sha256: string;
  /**
   * Second of the video at which the sound begins; where it is negative, that much of the
   * sound's beginning is cut off.
   */
  start: number;
}

/** Samples per second. */
const RATE = 48_000;

/**
 * An ffmpeg filter that lays a sound under a whole video: silent before and after it, and
 * no longer than the video, to the sample.
 *
 * @param start - See {@link AudioTrack.start}.
 * @param video - Its length.
 */
export function audioFilter(
  start: number,
  {frames, fps}: {frames: number; fps: number},
): string {
  const samples = Math.round(Math.abs(start) * RATE);
  return [
    `aresample=${RATE}`,
    'aformat=channel_layouts=stereo',
    ...(start < 0 ? [`atrim=start_sample=${samples}`, 'asetpts=PTS-STARTPTS'] : []),
    ...(start > 0 ? [`adelay=${samples}S|${samples}S`] : []),
    'apad',
    `atrim=end_sample=${frameTime(frames, fps, RATE)}`,
  ].join(',');
}
