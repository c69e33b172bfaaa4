import {ffmpegIdentity} from '../render/encode-ffmpeg.ts';
import {webcodecsIdentity} from '../render/encode-webcodecs.ts';
import {h264Codec} from '../render/h264-level.ts';
import type {RenderOptions} from '../render/options.ts';

/** Versions of programs; absent where they are not known. */
export type KnownTools = Partial<Record<'chromium' | 'ffmpeg', string>>;

/**
 * The encoder that a video would have now, as far as that can be told without asking the
 * browser: where it drew a draft without H.264 before, it is thought to do so still. Pure.
 *
 * @param former - What its manifest says of the encoder.
 * @returns Its identity, see `ChunkEncoder`; an unknown version is empty.
 */
export function expectedEncoder(
  former: string | undefined,
  options: RenderOptions,
  {chromium = '', ffmpeg = ''}: KnownTools,
): string[] {
  const {width, height, fps, preset, format, ground} = options;
  const video = {width, height, fps};
  const codec = h264Codec(video);
  const inPage = format === 'mp4' && preset === 'draft' && codec !== null;
  return inPage && !former?.startsWith('ffmpeg ')
    ? webcodecsIdentity(codec, video, chromium)
    : ffmpegIdentity({...options, video, alpha: ground === 'none'}, ffmpeg);
}
