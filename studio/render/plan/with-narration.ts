import {FORMATS} from '../options/formats.ts';
import {secondsAt} from '../options/frame-rate.ts';
import type {RenderOptions} from '../options/options.ts';
import type {VideoPlan} from './video-plan.ts';
import {narrationTrack, spokenSpans} from './narration-track.ts';

/**
 * A video with the voice that goes with it, where its scripts have been recorded, its
 * format holds sound, and it is to be joined at all.
 *
 * @param ffmpeg - The executable.
 */
export async function withNarration(
  root: string,
  video: VideoPlan,
  {format, dryRun, shard}: RenderOptions,
  ffmpeg: string,
): Promise<VideoPlan> {
  if (FORMATS[format].audio === null || dryRun || shard !== null) return video;
  const played = video.units.map(({opened, frames}) => ({
    cues: opened.cues,
    seconds: secondsAt(frames, video.fps),
  }));
  const length = played.reduce((sum, {seconds}) => sum + seconds, 0);
  const audio = await narrationTrack(root, spokenSpans(played), length, ffmpeg);
  return {...video, audio};
}
