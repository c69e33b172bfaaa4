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

/**
 * An ffmpeg filter that lays a sound under a whole video: silent before and after it, and
 * no longer than the video.
 *
 * @param start - See {@link AudioTrack.start}.
 * @param seconds - Length of the video.
 */
export function audioFilter(start: number, seconds: number): string {
  const delay = Math.round(start * 1000);
  return [
    'aresample=48000',
    'aformat=channel_layouts=stereo',
    ...(start < 0 ? [`atrim=start=${-start}`, 'asetpts=PTS-STARTPTS'] : []),
    ...(delay > 0 ? [`adelay=${delay}|${delay}`] : []),
    'apad',
    `atrim=end=${seconds}`,
  ].join(',');
}
